// What a half-typed command line may go on with.
import { fetchOf } from "./ask.js";
import { state } from "./state.js";
import { t } from "./words.js";

const KEYED = /(?:^|\s)(?:([a-z_]+)=)?("[^"]*|[^\s"]*)$/;

/** Options for the text before the caret: {options, first}; each option says which text to put there instead. */
export async function offers(text) {
  if (!text.startsWith("/") || text.includes("\n")) return { options: [] };
  const spec = commandIn(text);
  return spec ? args(text, spec) : commands(text);
}

function commandIn(text) {
  const typed = text.slice(1).toLowerCase();
  return state.you.commands
    .filter((spec) => typed.startsWith(`${spec.name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

function commands(text) {
  const typed = text.slice(1).toLowerCase();
  const found = state.you.commands.filter((spec) => spec.name.startsWith(typed));
  const exact = found.length === 1 && found[0].name === typed;
  const options = found.map((spec) => ({ label: spec.usage, about: spec.help, text: `/${spec.name} ` }));
  return { options: exact && !found[0].params.length ? [] : options, first: typed.length > 0 && !found.some((s) => s.name === typed) };
}

async function args(text, spec) {
  const before = text.slice(0, spec.name.length + 2);
  const rest = text.slice(before.length);
  const [, key, raw] = KEYED.exec(rest);
  const start = text.length - raw.length - (key ? key.length + 1 : 0);
  const head = text.slice(0, start);
  const used = new Set([...rest.matchAll(/(?:^|\s)([a-z_]+)=/g)].map((match) => match[1]));
  const typed = raw.replace(/^"/, "");
  if (key) {
    const param = spec.params.find((one) => one.name === key);
    const options = param ? await values(spec, param, typed, `${head}${key}=`) : [];
    // What is typed out already needs no taking: Enter sends it.
    const whole = options.some((one) => [one.label, one.about].some((name) => name.toLowerCase() === typed.toLowerCase()));
    return { options, first: typed.length > 0 && !whole };
  }
  const names = spec.params
    .filter((one) => !used.has(one.name) && one.name.startsWith(typed.toLowerCase()))
    .map((one) => ({ label: `${one.name}=`, about: about(one), text: `${head}${one.name}=` }));
  const free = spec.params.find((one) => !used.has(one.name));
  const loose = rest.slice(0, rest.length - raw.length).replace(/[a-z_]+=("[^"]*"|\S*)/g, "").trim();
  const direct = free && !loose ? await values(spec, free, typed, `${head}${free.name}=`) : [];
  return { options: typed ? [...direct.slice(0, 8), ...names] : [...names, ...direct.slice(0, 8)], first: false };
}

const about = (param) => (param.required ? `${param.help} (${t("required")})` : param.help);

async function values(spec, param, typed, head) {
  try {
    const { choices } = await fetchOf({
      type: "suggest", place: state.place, command: spec.name, arg: param.name, text: typed.slice(0, 200),
    });
    return choices.map((choice) => ({
      label: choice.label, about: choice.value === choice.label ? "" : choice.value, text: `${head}${quoted(choice.value)} `,
    }));
  } catch {
    return [];
  }
}

const quoted = (value) => (/[\s"“”„«»\\]/.test(value) ? `"${value.replace(/[\\"]/g, "\\$&")}"` : value);
