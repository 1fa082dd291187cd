// Elements from plain data. Text becomes text nodes, so what people type is never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: `class`, `text`, `on: {click}` and `data: {}` are understood, the rest are attributes. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else if (name === "value") element.value = value;
    else if (name === "on") for (const [event, heed] of Object.entries(value)) element.addEventListener(event, heed);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** One of the symbols of icons.svg; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.setAttribute("class", "glyph");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export const $ = (id) => document.getElementById(id);

let last = 0;

/** An id that no other element has. */
export const fresh = (name) => `${name}-${++last}`;
