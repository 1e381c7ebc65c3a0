-- From the temporary tables new_* and stale to raw.*; load.py runs it inside its transaction.

-- Pages: the newest parse of an address's payload replaces the one before.
delete from raw.pages
using new_pages as n
where raw.pages.url = n.url and raw.pages.payload_sha256 = n.payload_sha256;

insert into raw.pages select * from new_pages order by url, payload_sha256;

-- Versions: of all payloads with the same text the first captured one that tells a date is kept, whatever came first.
create or replace temp table candidates as
select *, false as is_new from raw.release_versions as held
where not exists (from new_pages as n where n.url = held.page_url and n.payload_sha256 = held.payload_sha256)
union all by name
select *, true as is_new from new_release_versions;

create or replace temp table chosen as
select * from candidates
where version_id in (select version_id from raw.pages)
qualify row_number() over (
    partition by version_id order by published_on is null, captured_at nulls last, page_url, payload_sha256
) = 1;

delete from raw.awards where version_id not in (select version_id from chosen where not is_new);
delete from raw.mentions where version_id not in (select version_id from chosen where not is_new);
delete from raw.release_versions where version_id not in (select version_id from chosen where not is_new);

insert into raw.release_versions by name select * exclude (is_new) from chosen where is_new;

insert into raw.awards by name
select a.* exclude (page_url, payload)
from new_awards as a
semi join chosen as c
    on c.is_new and (c.version_id, c.page_url, c.payload_sha256) = (a.version_id, a.page_url, a.payload);

insert into raw.mentions by name
select m.* exclude (page_url, payload)
from new_mentions as m
semi join chosen as c
    on c.is_new and (c.version_id, c.page_url, c.payload_sha256) = (m.version_id, m.page_url, m.payload);

-- Issues stand with the payload that a version was read from, or with a page that is no release.
delete from raw.issues
using new_pages as n
where raw.issues.url = n.url and raw.issues.payload_sha256 = n.payload_sha256;

insert into raw.issues select * from new_issues;

delete from raw.issues
where version_id is not null
    and (version_id, url, payload_sha256) not in (select (version_id, page_url, payload_sha256) from chosen);

-- Attempts are only ever added.
insert into raw.fetches
select distinct n.* from new_fetches as n
where not exists (
    from raw.fetches as f
    where f.url = n.url and f.attempted_at = n.attempted_at and f.outcome = n.outcome and f.archive = n.archive
        and f.payload_sha256 is not distinct from n.payload_sha256
);

-- Sources: one row each, which remembers when it last was good.
create or replace temp table judged as
select n.* replace (
    coalesce(n.publisher, s.publisher) as publisher, coalesce(n.last_good_at, s.last_good_at) as last_good_at
)
from new_sources as n left join raw.sources as s using (source);

delete from raw.sources where source in (select source from judged);
insert into raw.sources select * from judged;

-- What came by when, of every release whose source is not stale; of a stale one too when it was read anew, by other code
-- or into a new warehouse: its good rows have lost what was noted of them.
create or replace temp table captures as
with fetched as (
    select
        url, payload_sha256, max(attempted_at) as last_at, arg_min(channel, attempted_at) as channel,
        bool_or(archive = 'klyngekroner') as is_live
    from raw.fetches
    where payload_sha256 is not null
    group by all
),

versions as (
    select
        p.release_id, p.version_id,
        min(p.captured_at) as first_at,
        max(greatest(p.captured_at, f.last_at)) as last_at,
        bool_or(coalesce(f.is_live, p.archive = 'klyngekroner')) as is_live
    from raw.pages as p
    left join fetched as f using (url, payload_sha256)
    where p.version_id is not null and (
        p.source not in (from stale) or p.source in (select source from raw.release_versions where is_current is null)
    )
    group by all
)

select
    v.version_id, v.last_at, f.channel,
    row_number() over (partition by v.release_id order by v.first_at nulls last, v.version_id) as version_number,
    row_number() over (
        partition by v.release_id order by v.last_at desc nulls last, v.first_at desc nulls last, v.version_id
    ) = 1 as is_current,
    coalesce(bool_or(v.is_live) over (partition by v.release_id), false) as is_live
from versions as v
join raw.release_versions as r using (version_id)
left join fetched as f on f.url = r.page_url and f.payload_sha256 = r.payload_sha256;

-- A page is gone when the last answer to each of its addresses that we asked for says so; scheme and slash aside.
create or replace temp table gone as
with answers as (
    select rtrim(regexp_replace(url, '^https?://', ''), '/') as address, arg_max(outcome, attempted_at) as outcome
    from raw.fetches
    where archive = 'klyngekroner' and outcome in ('fetched', 'same_bytes', 'not_modified', 'moved', 'gone')
    group by all
),

addresses as (
    select release_id, rtrim(regexp_replace(url, '^https?://', ''), '/') as address
    from raw.pages where release_id is not null
    union
    select release_id, rtrim(regexp_replace(url, '^https?://', ''), '/') from raw.release_versions
)

select release_id from addresses join answers using (address)
group by release_id
having bool_and(outcome = 'gone');

update raw.release_versions as r
set
    channel = c.channel, last_captured_at = c.last_at, version_number = c.version_number,
    is_current = c.is_current, is_live = c.is_live, is_gone = r.release_id in (from gone)
from captures as c
where r.version_id = c.version_id;
