/** A table in Markdown: medians of seconds, and their ratio to one row. */
export function table(title, rows, reference) {
  const base = rows.find(({ name }) => name === reference);
  const lines = rows.map((row) =>
    'problem' in row
      ? [row.name, row.problem, '', '', '', '']
      : [
          row.name,
          seconds(row.median),
          `${seconds(row.min)} – ${seconds(row.max)}`,
          seconds(row.cpu),
          (row.median / base.median).toFixed(2),
          (row.cpu / base.cpu).toFixed(2),
        ],
  );
  const head = [title, 'median s', 'min – max', 'CPU s', `× ${reference}`, '× its CPU'];
  const widths = head.map((cell, column) => Math.max(...[head, ...lines].map((line) => line[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...lines.map(line)].join('\n');
}

function seconds(value) {
  return value.toFixed(value < 1 ? 3 : 2);
}
