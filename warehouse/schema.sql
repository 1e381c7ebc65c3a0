-- Schema raw: what the archive's pages say, as it was read. Rebuilt from the archive at any time; staging views read it.
-- No primary keys or unique indexes: rows are replaced in one transaction, and keys are asserted by dbt's tests.

create schema raw;

create table raw.schema_version (sha256 varchar);
comment on table raw.schema_version is 'One row: the SHA-256 of the schema.sql that made these tables.';
comment on column raw.schema_version.sha256 is 'SHA-256 of schema.sql.';

create table raw.sources (
    source varchar, publisher varchar, is_fresh boolean, stale_reason varchar, listed_on date,
    attempted_at timestamptz, last_good_at timestamptz, link_count integer, new_count integer, changed_count integer,
    unchanged_count integer, blocked_count integer, failed_count integer, warnings varchar[]
);
comment on table raw.sources is 'One row per source: the verdict of its last crawl.';
comment on column raw.sources.source is 'Name of the source, as its yml is named.';
comment on column raw.sources.publisher is 'Who publishes there, as the source says.';
comment on column raw.sources.is_fresh is 'Whether the last crawl listed every channel that is on and its assertions held.';
comment on column raw.sources.stale_reason is 'Why not: what, where, got, expected, remedy.';
comment on column raw.sources.listed_on is 'Last Oslo date on which every channel that is on was listed to its end.';
comment on column raw.sources.attempted_at is 'When the last crawl took place, UTC.';
comment on column raw.sources.last_good_at is 'When the last crawl that was fresh took place, UTC, as far as this warehouse knows.';
comment on column raw.sources.link_count is 'Releases that the listings of the last crawl promised.';
comment on column raw.sources.new_count is 'Pages that the last crawl fetched or adopted for the first time.';
comment on column raw.sources.changed_count is 'Pages whose bytes had changed.';
comment on column raw.sources.unchanged_count is 'Pages whose bytes had not changed.';
comment on column raw.sources.blocked_count is 'Attempts that the host or its robots.txt refused.';
comment on column raw.sources.failed_count is 'Attempts that failed otherwise.';
comment on column raw.sources.warnings is 'What the last crawl wants a human to know.';

create table raw.fetches (
    source varchar, channel varchar, url varchar, outcome varchar, attempted_at timestamptz, archive varchar,
    status integer, reason varchar, content_type varchar, payload_sha256 varchar, warc_file varchar,
    warc_offset bigint, warc_length bigint, redirected_to varchar
);
comment on table raw.fetches is 'One row per attempt to fetch an address, and per capture adopted from an archive.';
comment on column raw.fetches.source is 'Name of the source.';
comment on column raw.fetches.channel is 'Channel of the source that led to the address.';
comment on column raw.fetches.url is 'Address that was asked for.';
comment on column raw.fetches.outcome is 'How it ended: fetched, same_bytes, not_modified, moved, gone, blocked, robots_denied, unreachable or rejected.';
comment on column raw.fetches.attempted_at is 'When, UTC; of an adopted capture, when it was captured.';
comment on column raw.fetches.archive is 'Who captured it: klyngekroner, wayback, commoncrawl, nettarkivet …';
comment on column raw.fetches.status is 'HTTP status, where there was an answer.';
comment on column raw.fetches.reason is 'For an outcome that is not a page: what, got, expected.';
comment on column raw.fetches.content_type is 'Content-Type of the answer.';
comment on column raw.fetches.payload_sha256 is 'SHA-256 of the payload that was brought or confirmed.';
comment on column raw.fetches.warc_file is 'WARC file that holds the record, relative to the archive folder.';
comment on column raw.fetches.warc_offset is 'Offset of the record in that file, in bytes.';
comment on column raw.fetches.warc_length is 'Length of the record in that file, in bytes.';
comment on column raw.fetches.redirected_to is 'Where the host sent us.';

create table raw.pages (
    source varchar, url varchar, payload_sha256 varchar, kind varchar, layout varchar, release_id varchar,
    version_id varchar, content_type varchar, captured_at timestamptz, archive varchar, code_digest varchar
);
comment on table raw.pages is 'One row per archived payload of an address: what it is, decided by parsing it.';
comment on column raw.pages.source is 'Name of the source.';
comment on column raw.pages.url is 'Address of the payload.';
comment on column raw.pages.payload_sha256 is 'SHA-256 of the payload.';
comment on column raw.pages.kind is 'release, listing, not_a_release or changed_layout.';
comment on column raw.pages.layout is 'Page template that was recognised.';
comment on column raw.pages.release_id is 'Release that the payload tells; null when it is none.';
comment on column raw.pages.version_id is 'Version of that release.';
comment on column raw.pages.content_type is 'Content-Type of the payload.';
comment on column raw.pages.captured_at is 'When the payload was first captured, UTC.';
comment on column raw.pages.archive is 'Who captured it first.';
comment on column raw.pages.code_digest is 'Digest of the code that parsed it; another digest parses it again.';

create table raw.release_versions (
    version_id varchar, release_id varchar, source varchar, url varchar, publisher varchar, title varchar,
    published_on date, published_basis varchar, language varchar, text varchar, ministry varchar, kind varchar,
    layout varchar, programme varchar, funder varchar, stated_total_nok decimal(18, 2),
    stated_total_qualifier varchar, stated_count integer, sum_nok decimal(18, 2), verdict varchar,
    page_url varchar, payload_sha256 varchar, archive varchar, channel varchar, captured_at timestamptz,
    last_captured_at timestamptz, version_number integer, is_current boolean, is_live boolean, is_gone boolean
);
comment on table raw.release_versions is 'One row per distinct text of a release.';
comment on column raw.release_versions.version_id is 'Hash of release_id and text.';
comment on column raw.release_versions.release_id is 'Source and the site''s own id, else canonical path.';
comment on column raw.release_versions.source is 'Name of the source.';
comment on column raw.release_versions.url is 'Public address of the release.';
comment on column raw.release_versions.publisher is 'Who published it.';
comment on column raw.release_versions.title is 'Title as printed.';
comment on column raw.release_versions.published_on is 'Oslo date of publication; null when the page tells none.';
comment on column raw.release_versions.published_basis is 'What the date rests on: meta, feed, visible, body, address or none.';
comment on column raw.release_versions.language is 'nb, nn or en.';
comment on column raw.release_versions.text is 'The text that was read; offsets count its code points.';
comment on column raw.release_versions.ministry is 'Ministry as printed.';
comment on column raw.release_versions.kind is 'Kind as printed: Pressemelding, Nyhet …';
comment on column raw.release_versions.layout is 'Page template that was recognised.';
comment on column raw.release_versions.programme is 'Programme that the release is about.';
comment on column raw.release_versions.funder is 'Who gives the money, as the release says.';
comment on column raw.release_versions.stated_total_nok is 'Sum that the release says is handed out.';
comment on column raw.release_versions.stated_total_qualifier is 'exact, about, up_to, over or almost.';
comment on column raw.release_versions.stated_count is 'Number of awards that the release says are handed out.';
comment on column raw.release_versions.sum_nok is 'Sum of the awards that were read.';
comment on column raw.release_versions.verdict is 'Stated total against the sum: agrees, partial, exceeds or not_stated.';
comment on column raw.release_versions.page_url is 'Address of the payload that the version was read from.';
comment on column raw.release_versions.payload_sha256 is 'SHA-256 of the payload that the version was read from.';
comment on column raw.release_versions.archive is 'Who captured that payload.';
comment on column raw.release_versions.channel is 'Channel by which that payload came.';
comment on column raw.release_versions.captured_at is 'When that payload was captured, UTC.';
comment on column raw.release_versions.last_captured_at is 'When this text was last captured or confirmed, UTC.';
comment on column raw.release_versions.version_number is '1 = the text that was captured first.';
comment on column raw.release_versions.is_current is 'Whether this text was captured last.';
comment on column raw.release_versions.is_live is 'Whether any payload of the release came by a live channel, not from a web archive.';
comment on column raw.release_versions.is_gone is 'Whether the host said at the last attempt that the page is gone.';

create table raw.awards (
    award_id varchar, version_id varchar, release_id varchar, ordinal integer, recipient varchar,
    amount_nok decimal(18, 2), amount decimal(18, 2), amount_to decimal(18, 2), currency varchar,
    amount_text varchar, qualifier varchar, amount_basis varchar, period varchar, years integer,
    project_title varchar, programme varchar, funder varchar, decision varchar, status varchar,
    review_reason varchar, evidence varchar, start_offset integer, end_offset integer, rule varchar
);
comment on table raw.awards is 'One row per award that a release version tells, whether it counts or not.';
comment on column raw.awards.award_id is 'Hash of release_id, raw text of its block, raw amount text and ordinal among equals.';
comment on column raw.awards.version_id is 'Version that tells it.';
comment on column raw.awards.release_id is 'Release that tells it.';
comment on column raw.awards.ordinal is 'Its place among the awards of the version, from 1.';
comment on column raw.awards.recipient is 'Recipient as printed.';
comment on column raw.awards.amount_nok is 'The recipient''s own kroner; null when it has none of its own.';
comment on column raw.awards.amount is 'Amount as printed, in units of currency; lower end of a range.';
comment on column raw.awards.amount_to is 'Upper end of a range.';
comment on column raw.awards.currency is 'NOK, EUR …; null when not printed and not inferable.';
comment on column raw.awards.amount_text is 'Amount as printed, as text.';
comment on column raw.awards.qualifier is 'exact, about, up_to, over or almost.';
comment on column raw.awards.amount_basis is 'total, per_year or joint.';
comment on column raw.awards.period is 'Period as printed.';
comment on column raw.awards.years is 'Number of years that the same sentence or row states.';
comment on column raw.awards.project_title is 'Project title as printed.';
comment on column raw.awards.programme is 'Programme of the award.';
comment on column raw.awards.funder is 'Who gives the money, as the award says.';
comment on column raw.awards.decision is 'granted, offered, proposed, conditional or admitted.';
comment on column raw.awards.status is 'accepted or review.';
comment on column raw.awards.review_reason is 'Why it is to be reviewed.';
comment on column raw.awards.evidence is 'Sentence, list item or row that tells it.';
comment on column raw.awards.start_offset is 'Where the evidence begins in the version''s text.';
comment on column raw.awards.end_offset is 'Where the evidence ends in the version''s text.';
comment on column raw.awards.rule is 'Named rule that bound recipient and amount.';

create table raw.mentions (
    version_id varchar, release_id varchar, ordinal integer, text varchar, amount decimal(18, 2),
    amount_to decimal(18, 2), currency varchar, role varchar, start_offset integer, end_offset integer
);
comment on table raw.mentions is 'One row per mention of money in a release version.';
comment on column raw.mentions.version_id is 'Version that tells it.';
comment on column raw.mentions.release_id is 'Release that tells it.';
comment on column raw.mentions.ordinal is 'Its place among the mentions of the version, from 1.';
comment on column raw.mentions.text is 'Amount as printed.';
comment on column raw.mentions.amount is 'Amount in units of currency; lower end of a range; null without a figure.';
comment on column raw.mentions.amount_to is 'Upper end of a range.';
comment on column raw.mentions.currency is 'NOK, EUR …';
comment on column raw.mentions.role is 'What the sum does in its release; null when an issue says why.';
comment on column raw.mentions.start_offset is 'Where it begins in the version''s text.';
comment on column raw.mentions.end_offset is 'Where it ends in the version''s text.';

create table raw.issues (
    source varchar, url varchar, payload_sha256 varchar, release_id varchar, version_id varchar, ordinal integer,
    code varchar, severity varchar, message varchar, quote varchar, start_offset integer, end_offset integer
);
comment on table raw.issues is 'One row per thing in a page that a human should look at.';
comment on column raw.issues.source is 'Name of the source.';
comment on column raw.issues.url is 'Address of the payload.';
comment on column raw.issues.payload_sha256 is 'SHA-256 of the payload.';
comment on column raw.issues.release_id is 'Release that it is about; null for a page that is none.';
comment on column raw.issues.version_id is 'Version that it is about.';
comment on column raw.issues.ordinal is 'Its place among the issues of the page, from 1.';
comment on column raw.issues.code is 'Kind of trouble.';
comment on column raw.issues.severity is 'warning or error.';
comment on column raw.issues.message is 'What, where, got, expected, remedy.';
comment on column raw.issues.quote is 'The words that it is about.';
comment on column raw.issues.start_offset is 'Where the quote begins in the version''s text.';
comment on column raw.issues.end_offset is 'Where the quote ends in the version''s text.';

create table raw.register_awards (
    register varchar, entry_id varchar, recipient varchar, orgnr varchar, giver varchar, awarded_on date,
    amount_nok decimal(18, 2), amount_from_nok decimal(18, 2), amount_to_nok decimal(18, 2), currency varchar,
    instrument varchar, scheme varchar, county varchar, problem varchar
);
comment on table raw.register_awards is 'One row per entry of an official register, as its file says; to compare with, never to count.';
comment on column raw.register_awards.register is 'Tildelinger (Innovasjon Norge) or Støtteregisteret.';
comment on column raw.register_awards.entry_id is 'The register''s own id; without one, a hash of the entry.';
comment on column raw.register_awards.recipient is 'Recipient as the register has it.';
comment on column raw.register_awards.orgnr is 'Its organisation number, when it is nine digits.';
comment on column raw.register_awards.giver is 'Who gave, as the register has it.';
comment on column raw.register_awards.awarded_on is 'Day of the award.';
comment on column raw.register_awards.amount_nok is 'The sum, in units of currency; null where only an interval is told.';
comment on column raw.register_awards.amount_from_nok is 'Lower end of the interval.';
comment on column raw.register_awards.amount_to_nok is 'Upper end of the interval.';
comment on column raw.register_awards.currency is 'NOK, EUR …';
comment on column raw.register_awards.instrument is 'Grant, loan, guarantee …, as the register has it.';
comment on column raw.register_awards.scheme is 'Scheme that it was given from.';
comment on column raw.register_awards.county is 'County, as the register has it.';
comment on column raw.register_awards.problem is 'Why the entry cannot be read; null when it can.';
