import { lit, type Residual } from '../../../model/residual.js';
import type { AccessSignal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach, open } from '../rows.js';
import { option, origin, text } from '../select.js';
import { builder } from './connection.js';

type Access = AccessSignal['access'];

const MADE = ['firebase-admin.firestore', 'firebase-admin/firestore.getFirestore', '@google-cloud/firestore.Firestore'];
const CLIENTS = MADE.map((path) => `${path}()`);
/** Collections may lie in documents of others. */
const COLLECTIONS = CLIENTS.flatMap((of) => [`${of}.collection()`, `${of}.collectionGroup()`, `${of}.collection().doc().collection()`]);
const DOCUMENTS = [...COLLECTIONS.map((of) => `${of}.doc()`), ...CLIENTS.map((of) => `${of}.doc()`)];
const QUERY = 'where,orderBy,limit,limitToLast,offset,startAt,startAfter,endAt,endBefore,select,withConverter,count';

/** `collection('orders')` and all that hangs on it, `doc('orders/1')`. */
function collectionOf(value: Residual | undefined): Residual | undefined {
  const collection = origin(value, /\.collection(?:Group)?$/)?.args[0];
  if (collection) return collection;
  const path = text(origin(value, /\.doc$/)?.args[0]);
  return path?.includes('/') ? lit(path.split('/')[0] ?? path) : undefined;
}

const through = (how: Access): Row => access('firestore', how, { table: ({ callee }) => collectionOf(callee) });
/** `batch.set(reference, data)` */
const batched: Row = access('firestore', 'write', { table: ({ args }) => collectionOf(args[0]) });

export const firestore = defineLibrary({
  package: '@google-cloud/firestore',
  types: {
    '@google-cloud/firestore.Firestore': '@google-cloud/firestore.Firestore()',
    'firebase-admin/firestore.Firestore': '@google-cloud/firestore.Firestore()',
  },
  calls: {
    // The project is that of the service, or of its options.
    [`{${MADE.join()}}`]: open('firestore', { database: ({ args }) => option(args[0], 'projectId') }),
    ...onEach([...COLLECTIONS, ...DOCUMENTS], '{get,onSnapshot,stream,listDocuments}', through('read')),
    ...onEach(COLLECTIONS, 'add', through('write')),
    ...onEach(DOCUMENTS, '{set,update,create,delete}', through('write')),
    ...onEach(CLIENTS, '{batch,bulkWriter}().{set,update,create,delete}', batched),
  },
  values: onEach(COLLECTIONS, `{${QUERY}}`, builder),
  callbacks: onEach([...COLLECTIONS, ...DOCUMENTS], 'onSnapshot', {
    args: 'all' as const,
    when: 'registered' as const,
    entry: 'consumer' as const,
  }),
});
