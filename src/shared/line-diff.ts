/** Lines that differ, `-` before and `+` after, with two lines around each change; '' where nothing does. For texts of people: O(n·m). */
export function lineDiff(before: string, after: string): string {
  const [a, b] = [linesOf(before), linesOf(after)];
  const rows = align(a, b);
  const near = rows.map((_, index) => rows.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ mark }) => mark !== ' '));
  return rows
    .flatMap(({ mark, line }, index) =>
      near[index] === true ? [...(index > 0 && near[index - 1] === false ? ['…'] : []), `${mark}${line}`] : [],
    )
    .join('\n');
}

const AROUND = 2;

interface Row {
  readonly mark: '-' | '+' | ' ';
  readonly line: string;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** By the longest common subsequence. */
function align(a: readonly string[], b: readonly string[]): Row[] {
  const longest = a.map(() => b.map(() => 0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = longest[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const rows: Row[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      rows.push({ mark: ' ', line: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ mark: '-', line: left });
      i++;
    } else {
      rows.push({ mark: '+', line: right ?? '' });
      j++;
    }
  }
  return rows;
}
