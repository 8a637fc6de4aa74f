import { env } from '../../../model/residual.js';
import { defineLibrary } from '../define-library.js';
import { access, onEach, open } from '../rows.js';
import { arg, originArg, root, type Selector } from '../select.js';

const MAKERS = ['@supabase/supabase-js.createClient', '@supabase/ssr.createServerClient', '@supabase/ssr.createBrowserClient'];
/** They read a variable of this name. */
const HELPERS = ['ServerComponent', 'ClientComponent', 'RouteHandler', 'ServerAction', 'Middleware', 'Pages'].map(
  (name) => `@supabase/auth-helpers-nextjs.create${name}Client`,
);
const CLIENTS = [...MAKERS, ...HELPERS].map((path) => `${path}()`);
const client: Selector = ({ callee }) => root(callee);
const table = { table: originArg(/\.from$/, 0), store: client };

/** A project of Supabase is a database behind a URL; its files lie elsewhere. */
export const supabase = defineLibrary({
  package: '@supabase/supabase-js',
  types: { '@supabase/supabase-js.SupabaseClient': '@supabase/supabase-js.createClient()' },
  calls: {
    ...Object.fromEntries(MAKERS.map((path) => [path, open('supabase', { url: arg(0) })])),
    ...Object.fromEntries(HELPERS.map((path) => [path, open('supabase', { url: () => env('NEXT_PUBLIC_SUPABASE_URL') })])),
    ...onEach(CLIENTS, '{from,schema().from}().select', access('supabase', 'read', table)),
    ...onEach(CLIENTS, '{from,schema().from}().{insert,upsert,update,delete}', access('supabase', 'write', table)),
    ...onEach(CLIENTS, 'rpc', access('supabase', 'write', { store: client })),
  },
});
