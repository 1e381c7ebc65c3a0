with funding as (
    {{ funding_by({'recipient_id': 'recipient_id'}, ref('int_awards_spread'), is_dense=false) }}
),

spread as (
    select recipient_id, year, sum(spread_nok) as spread_nok
    from {{ ref('int_awards_spread') }}
    group by recipient_id, year
)

select
    funding.recipient_id,
    recipients.recipient,
    funding.* exclude (recipient_id),
    cast(coalesce(spread.spread_nok, 0) as decimal(18, 2)) as spread_nok
from funding
inner join {{ ref('recipients') }} as recipients using (recipient_id)
left join spread using (recipient_id, year)
