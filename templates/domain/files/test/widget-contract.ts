import { expect, test } from 'vitest';

import type { WidgetChange, WidgetRepository } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';

/** What every repository of widgets does. `create` gives an empty one. */
export function describeRepository(create: () => Promise<WidgetRepository>): void {
  test('keeps what it is given', async () => {
    const repository = await create();
    const widget = newWidget({ name: 'first' });

    expect(await repository.add(widget)).toBe(true);
    expect(await repository.find(widget.id)).toEqual(widget);
    expect(await repository.find(newWidget({ name: 'other' }).id)).toBeUndefined();
  });

  test('adds an id once', async () => {
    const repository = await create();
    const widget = newWidget({ name: 'first' });

    expect(await repository.add(widget)).toBe(true);
    expect(await repository.add({ ...widget, name: 'second' })).toBe(false);
    expect((await repository.find(widget.id))?.name).toBe('first');
  });

  test('gives them page by page', async () => {
    const repository = await create();
    const widgets = ['a', 'b', 'c'].map((name) => newWidget({ name }));
    for (const widget of widgets) await repository.add(widget);
    const ids = widgets.map(({ id }) => id).sort();

    const first = await repository.list({ limit: 2 });
    const second = await repository.list({ limit: 2, after: first.at(-1)?.id });

    expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
  });

  test('refuses the change of an older version', async () => {
    const repository = await create();
    const widget = newWidget({ name: 'first' });
    await repository.add(widget);

    const results = await Promise.all([repository.update({ ...widget, name: 'one' }), repository.update({ ...widget, name: 'two' })]);

    expect(results.filter((result) => result !== undefined)).toHaveLength(1);
    expect((await repository.find(widget.id))?.version).toBe(2);
  });

  test('removes one once', async () => {
    const repository = await create();
    const widget = newWidget({ name: 'first' });
    await repository.add(widget);

    expect(await repository.remove(widget.id)).toBe(true);
    expect(await repository.remove(widget.id)).toBe(false);
    expect(await repository.find(widget.id)).toBeUndefined();
  });

  test('tells listeners of every change', async () => {
    const repository = await create();
    const changes: WidgetChange[] = [];
    repository.onChange(async (change) => Promise.resolve(void changes.push(change)));
    const widget = newWidget({ name: 'first' });

    await repository.add(widget);
    await repository.add(widget);
    await repository.update({ ...widget, name: 'second' });
    await repository.remove(widget.id);

    expect(changes.map(({ type, widget: { version } }) => [type, version])).toEqual([
      ['created', 1],
      ['updated', 2],
      ['removed', 2],
    ]);
  });

  test('a listener that fails undoes the change', async () => {
    const repository = await create();
    repository.onChange(async () => Promise.reject(new Error('no')));
    const widget = newWidget({ name: 'first' });

    await expect(repository.add(widget)).rejects.toThrow('no');

    expect(await repository.find(widget.id)).toBeUndefined();
  });
}
