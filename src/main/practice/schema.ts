/** Raised with every change of the tables: a file of another number is thrown away, as nothing in it is real. */
export const storeVersion = 2

/** The tables every request needs. What the books keep beside them comes with the entities (`Content.tables`). */
export const coreTables = `
create table object (
  type text not null, id text not null, number integer not null,
  sync_token integer not null, created_ms integer not null, updated_ms integer not null,
  active integer not null, deleted integer not null, body text not null,
  primary key (type, id)
) strict;
create index object_updated on object (type, updated_ms, number);
create index object_number on object (type, number);
create index object_doc_number on object (type, json_extract(body, '$.DocNumber'));
create table counter (name text primary key, last integer not null) strict;
create table setting (name text primary key, value text not null) strict;
create table reply (request_id text primary key, status integer not null, body text not null, at_ms integer not null) strict;
create table later (id integer primary key, due_ms integer not null, request_id text, request text not null) strict;
create table code (code text primary key, redirect_uri text not null, expires_ms integer not null, used integer not null) strict;
create table token (
  token text primary key, kind text not null check (kind in ('access', 'refresh')), login text not null,
  issued_ms integer not null, expires_ms integer not null, dead integer not null default 0
) strict;
create index token_login on token (login);
`
