/**
 * Stands for `preact/jsx-runtime` in browser scripts (assets.ts): a component without hooks, which the
 * server draws as text, draws real elements there. Half a kilobyte instead of Preact's five.
 */
type Child = Node | string | number | boolean | null | undefined | readonly Child[];
type Props = Readonly<Record<string, unknown>> & { readonly children?: Child };

export function jsx(type: string | ((props: Props) => Node), props: Props): Node {
  if (typeof type === 'function') return type(props);
  const element = document.createElement(type);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'children' || value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, props.children);
  return element;
}

export const jsxs = jsx;

export function Fragment({ children }: Props): Node {
  const fragment = document.createDocumentFragment();
  append(fragment, children);
  return fragment;
}

function append(parent: Node, child: Child): void {
  if (child === null || child === undefined || typeof child === 'boolean') return;
  if (child instanceof Node) parent.appendChild(child);
  else if (typeof child === 'object') for (const one of child) append(parent, one);
  else parent.appendChild(document.createTextNode(String(child)));
}
