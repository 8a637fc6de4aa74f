-- The changes of the command side, in the order of their commits.
create table widget_change (
  position bigint generated always as identity primary key,
  type text not null,
  key uuid not null,
  version integer not null,
  name text not null,
  at timestamptz not null default now()
);

create index widget_change_of_key on widget_change (key, position);

create table projection_checkpoint (
  projection text primary key,
  position bigint not null
);

-- The query side: made of the changes, can be thrown away.
create table widget_view (
  id uuid primary key,
  name text not null,
  changes integer not null,
  changed_at timestamptz not null
);

create index widget_view_latest on widget_view (changed_at desc, id);
