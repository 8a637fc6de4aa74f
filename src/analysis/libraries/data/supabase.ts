import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach, open } from '../rows.js';
import { arg, originArg, root, type Selector } from '../select.js';

const MAKERS = [
  '@supabase/supabase-js.createClient',
  '@supabase/ssr.createServerClient',
  '@supabase/ssr.createBrowserClient',
  '@supabase/auth-helpers-nextjs.createServerComponentClient',
];
const CLIENTS = MAKERS.map((path) => `${path}()`);
const client: Selector = ({ callee }) => root(callee);
const table = { table: originArg(/\.from$/, 0), store: client };
const bucket = { table: originArg(/storage\.from$/, 0) };
/** The files of a project lie in an object store of its own. */
const files = (how: 'read' | 'write'): Row => access('s3', how, bucket);

/** A project of Supabase is a database behind a URL. */
export const supabase = defineLibrary({
  package: '@supabase/supabase-js',
  types: { '@supabase/supabase-js.SupabaseClient': '@supabase/supabase-js.createClient()' },
  calls: {
    ...Object.fromEntries(MAKERS.map((path) => [path, open('supabase', { url: arg(0) })])),
    ...onEach(CLIENTS, '{from,schema().from}().select', access('supabase', 'read', table)),
    ...onEach(CLIENTS, '{from,schema().from}().{insert,upsert,update,delete}', access('supabase', 'write', table)),
    ...onEach(CLIENTS, 'rpc', access('supabase', 'write', { store: client })),
    ...onEach(CLIENTS, 'storage.from().{download,list,createSignedUrl,getPublicUrl}', files('read')),
    ...onEach(CLIENTS, 'storage.from().{upload,update,remove,move,copy}', files('write')),
  },
});
