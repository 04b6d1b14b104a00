/** Fills this origin's storage to the last byte. */
export async function fillStorage(): Promise<void> {
  const request = indexedDB.open('others');
  request.onupgradeneeded = () => request.result.createObjectStore('bytes', { autoIncrement: true });
  const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
  for (let size = 16_384; size >= 16;) {
    const isKept = await new Promise<boolean>((resolve) => {
      const writing = database.transaction('bytes', 'readwrite');
      writing.objectStore('bytes').add('x'.repeat(size));
      writing.oncomplete = () => resolve(true);
      writing.onabort = () => resolve(false);
    });
    if (!isKept) size /= 2;
  }
  database.close();
}
