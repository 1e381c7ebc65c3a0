with clusters as (
    select
        cluster_id,
        name,
        unnest([name] || string_split(coalesce(aliases, ''), '|')) as alias
    from {{ ref('clusters') }}
),

-- every printing of a cluster's name, NCE and GCE aside, is one key
known as (
    select distinct
        {{ recipient_key('alias') }} as printed_key,
        {{ recipient_key('name') }} as recipient_key,
        name as recipient,
        cluster_id
    from clusters
    where {{ recipient_key('alias') }} <> ''
),

-- a body that has another name now is the same body; one that went into another is not
renamed as (
    select
        {{ recipient_key('events.recipient') }} as printed_key,
        coalesce(known.recipient_key, {{ recipient_key('events.successor') }}) as recipient_key,
        coalesce(known.recipient, events.successor) as recipient,
        known.cluster_id
    from {{ ref('recipient_events') }} as events
    left join known on {{ recipient_key('events.successor') }} = known.printed_key
    where events.event = 'renamed'
)

select printed_key, recipient_key, recipient, cluster_id from known
union
select printed_key, recipient_key, recipient, cluster_id from renamed
