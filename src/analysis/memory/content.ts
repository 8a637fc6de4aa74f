/** Facts depend on the content and on the language that the file's ending tells. */
export function contentKey(blob: string, file: string): string {
  return `${blob}${file.slice(file.lastIndexOf('.'))}`;
}
