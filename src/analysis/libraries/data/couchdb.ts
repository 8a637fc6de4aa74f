import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { isText, option, receiver, text } from '../select.js';
import { opened } from './connection.js';

/** PouchDB is a client of CouchDB where it is given an address. */
const POUCH = ['pouchdb', 'pouchdb-core', 'pouchdb-node', 'pouchdb-browser'];
const NANO = ['nano()', 'nano.default()'];
const DATABASES = [...POUCH.map((path) => `${path}()`), ...NANO, ...NANO.map((server) => `${server}.{use,db.use}()`)];

const READS = 'get,allDocs,query,find,changes,bulkGet,info,view,viewWithList,search,list,fetch,getAttachment';
const WRITES = 'put,post,bulkDocs,remove,insert,bulk,destroy,putAttachment,removeAttachment';

/** A mere name is a database in the process or the browser. */
const open: Row = (call) => {
  const [first] = call.args;
  const url = isText(first) ? first : option(first, 'url');
  const known = text(url);
  return url === undefined || (known !== undefined && !/^https?:\/\//.test(known)) ? undefined : opened('couchdb', url, call);
};

/** CouchDB, by its own clients. */
export const couchdb = defineLibrary({
  package: 'nano',
  types: { 'pouchdb.Database': 'pouchdb()', 'nano.DocumentScope': 'nano().use()', 'nano.ServerScope': 'nano()' },
  calls: {
    [`{${[...POUCH, 'nano', 'nano.default'].join()}}`]: open,
    ...onEach(DATABASES, `{${READS}}`, access('couchdb', 'read', { store: receiver })),
    ...onEach(DATABASES, `{${WRITES}}`, access('couchdb', 'write', { store: receiver })),
  },
  values: Object.fromEntries(POUCH.map((path) => [`${path}.plugin`, ({ callee }) => (callee.k === 'prop' ? callee.of : undefined)])),
});
