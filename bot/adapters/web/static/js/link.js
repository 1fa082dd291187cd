// The socket: comes back by itself, asks for what it missed, and sends again what was not acknowledged.

const FIRST = 400; // milliseconds before the first new attempt
const LONGEST = 15_000;
const PING = 20_000;
const SILENT = 50_000; // without a word from the server: the connection is dead, whatever the browser thinks

export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Events: `message` (detail is the message), `up`, `down`. */
export class Link extends EventTarget {
  constructor(hello) {
    super();
    this.hello = hello; // makes the first message of a connection
    this.pending = new Map();
    this.wait = FIRST;
    this.heard = 0;
    this.ready = false;
    this.turn = 0;
    setInterval(() => this.#pulse(), PING);
    addEventListener("online", () => this.restart());
  }

  async start() {
    const turn = ++this.turn;
    clearTimeout(this.timer);
    try {
      const answer = await fetch("/session", { method: "POST", signal: AbortSignal.timeout(10_000) });
      if (!answer.ok) throw new Error(answer.status);
    } catch {
      if (turn === this.turn) this.#later();
      return;
    }
    if (turn !== this.turn) return;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
    this.socket = socket;
    socket.onopen = () => {
      this.heard = Date.now();
      socket.send(JSON.stringify({ type: "hello", ...this.hello() }));
    };
    socket.onmessage = (event) => { if (socket === this.socket) this.#heard(JSON.parse(event.data)); };
    socket.onclose = () => {
      if (socket !== this.socket) return;
      this.#later();
    };
  }

  /** Connect anew, at once. */
  restart() {
    this.ready = false;
    this.wait = FIRST;
    const old = this.socket;
    this.socket = null;
    old?.close();
    this.start();
  }

  /** Send and wait for the answer: resolves with it, rejects with the error's text. Survives a lost connection. */
  send(message, id = newId()) {
    return new Promise((resolve, reject) => {
      const whole = { ...message, id };
      this.pending.set(id, { whole, resolve, reject });
      this.#push(whole);
    });
  }

  /** Give up on everything, as when another person sits down at this window. */
  drop() {
    for (const { reject } of this.pending.values()) reject(new Error(""));
    this.pending.clear();
  }

  #push(message) {
    if (this.ready && this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  #heard(message) {
    this.heard = Date.now();
    if (message.type === "you" && !this.ready) {
      this.ready = true;
      this.wait = FIRST;
      this.dispatchEvent(new CustomEvent("message", { detail: message }));
      this.dispatchEvent(new Event("up"));
      for (const { whole } of this.pending.values()) this.#push(whole);
      return;
    }
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
    const waiting = message.id && this.pending.get(message.id);
    if (!waiting) return;
    this.pending.delete(message.id);
    if (message.type === "error") waiting.reject(new Error(message.text));
    else waiting.resolve(message);
  }

  #later() {
    // Sent twice, everything happens once, except for a span of time: that would be added twice.
    for (const [id, { whole, reject }] of this.pending) {
      if (whole.type === "clock" && this.pending.delete(id)) reject(new Error(""));
    }
    this.ready = false;
    this.socket = null;
    this.dispatchEvent(new Event("down"));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, LONGEST);
  }

  #pulse() {
    if (!this.ready) return;
    if (Date.now() - this.heard > SILENT) this.restart();
    else this.#push({ type: "ping" });
  }
}
