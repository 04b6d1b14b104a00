let files = 0;

/** A name for a file of contacts that nobody named: two files of the same name might be taken for one. */
export const uploadFileName = (): string => `contacts-${String(Date.now())}-${String(++files)}.csv`;
