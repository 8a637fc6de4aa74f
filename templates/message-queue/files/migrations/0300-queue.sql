create table queue_job (
  id uuid primary key,
  position bigint generated always as identity,
  kind text not null,
  payload jsonb not null,
  headers jsonb not null,
  attempts integer not null default 0,
  visible_at timestamptz not null,
  error text,
  dead_at timestamptz
);

create index queue_job_waiting on queue_job (kind, visible_at, position) where dead_at is null;
