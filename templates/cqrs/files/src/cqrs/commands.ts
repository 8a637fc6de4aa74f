import { z } from 'zod';

import type { Db } from '../database/db.js';
import { Problem } from '../problem.js';
import type { WidgetRepository } from '../widgets/repository.js';
import { newWidget, widgetInput } from '../widgets/widget.js';
import type { Feed } from './feed.js';

/** What can be asked for. Ids are made by the caller: a command that is sent twice is done once. */
export const widgetCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('create'), id: z.uuid(), ...widgetInput.shape }),
  z.object({ type: z.literal('rename'), id: z.uuid(), version: z.number().int().min(1), ...widgetInput.shape }),
  z.object({ type: z.literal('remove'), id: z.uuid() }),
]);

export type WidgetCommand = z.output<typeof widgetCommand>;

/** The command side: it decides and changes, and answers with nothing but the position of the change. */
export function widgetCommands(db: Db, widgets: WidgetRepository, feed: Feed) {
  async function perform(command: WidgetCommand): Promise<void> {
    if (command.type === 'create') {
      const added = await widgets.add(newWidget(command, command.id));
      if (!added && (await widgets.find(command.id))?.name !== command.name)
        throw new Problem(409, 'Conflict', 'This id was used for another widget.');
    } else if (command.type === 'rename') {
      if ((await widgets.update(command)) === undefined) throw new Problem(409, 'Conflict', 'It has changed since, or is gone.');
    } else {
      await widgets.remove(command.id);
    }
  }

  return {
    /** Throws Problem when the command is refused. */
    async handle(command: WidgetCommand): Promise<{ position: number }> {
      return db.transaction(async () => {
        await perform(command);
        return { position: await feed.positionOf(command.id) };
      });
    },
  };
}

export type WidgetCommands = ReturnType<typeof widgetCommands>;
