/** An XML element after reading: namespaces resolved, entities and CDATA already text. */
export interface XmlElement {
  /** Local name, without prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The element's own text, not that of its children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** Where its markup begins and ends in the text that was read. */
  readonly start: number;
  readonly end: number;
}

export function childrenNamed(parent: XmlElement, name: string, namespace = parent.namespace) {
  return parent.children.filter((child) => child.name === name && child.namespace === namespace);
}

/** The trimmed text of the first child of that name; `null` when absent or blank. */
export function childText(parent: XmlElement, name: string, namespace = parent.namespace) {
  const child = parent.children.find((c) => c.name === name && c.namespace === namespace);
  return child?.text.trim() || null;
}
