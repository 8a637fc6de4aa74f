-- What is to be told, written in the transaction of the change it tells of.
create table event_outbox (
  position bigint generated always as identity primary key,
  id uuid not null unique,
  topic text not null,
  key text not null,
  headers jsonb not null,
  body jsonb not null,
  written_at timestamptz not null default now(),
  sent_at timestamptz
);

create index event_outbox_waiting on event_outbox (key, position) where sent_at is null;

-- What has been told to us, once for each consumer. Neither done nor dead: still to be handled.
create table event_inbox (
  position bigint generated always as identity primary key,
  consumer text not null,
  message_id text not null,
  topic text not null,
  key text not null,
  headers jsonb not null,
  body text not null,
  received_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  done_at timestamptz,
  dead_at timestamptz,
  unique (consumer, message_id)
);

create index event_inbox_waiting on event_inbox (consumer, key, position) where done_at is null and dead_at is null;
