create table stream_record (
  stream text not null,
  partition integer not null,
  -- From 1, without gaps, in each partition, in the order of the commits.
  position bigint not null,
  key text not null,
  data jsonb not null,
  headers jsonb not null,
  at timestamptz not null default now(),
  primary key (stream, partition, position)
);

create index stream_record_at on stream_record (at);

-- The end of each partition: locked by whoever appends to it.
create table stream_partition (
  stream text not null,
  partition integer not null,
  position bigint not null,
  primary key (stream, partition)
);

-- How far each group has read: locked by the instance that reads the partition.
create table stream_offset (
  stream text not null,
  consumer_group text not null,
  partition integer not null,
  position bigint not null,
  primary key (stream, consumer_group, partition)
);
