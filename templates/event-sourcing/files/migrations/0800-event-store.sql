-- Never changed, never deleted: the truth. Everything below is made of it.
create table stored_event (
  position bigint generated always as identity primary key,
  stream uuid not null,
  -- From 1, without gaps, in each stream: of two writers one loses.
  version integer not null,
  type text not null,
  -- Version of the data of this type; upcasters read older ones.
  schema_version integer not null,
  data jsonb not null,
  at timestamptz not null default now(),
  unique (stream, version)
);

create table stream_snapshot (
  stream uuid primary key,
  version integer not null,
  schema_version integer not null,
  state jsonb not null
);

-- What is there now, for lists; written together with the events.
create table current_widget (
  id uuid primary key,
  name text not null,
  version integer not null,
  created_at timestamptz not null
);
