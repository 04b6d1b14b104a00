/** A `tel:` link's number and extension (RFC 3966); nothing for another address. */
export function telOf(href: string): { number: string; extension: string } | undefined {
  const [, address] = /^\s*tel:(.*)$/is.exec(href) ?? [];
  if (!address) return undefined;
  const [number = '', ...parameters] = decoded(address).split(';');
  const extension = parameters.map((each) => /^(?:ext|postd)=\D*(\d+)/i.exec(each)?.[1]).find(Boolean);
  const [main = '', ...keys] = number.split(/[,pw]+/i); // pauses, and keys that are pressed after them
  return { number: main.trim(), extension: extension ?? keys.join('').replace(/\D/g, '') };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone %
  }
}
