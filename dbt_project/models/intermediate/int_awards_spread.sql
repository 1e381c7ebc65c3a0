with counted as (
    select
        award_id,
        recipient_id,
        year,
        amount_nok,
        years,
        [cast(found as integer) for found in regexp_extract_all(period, '\b(?:19|20)\d\d\b')] as period_years
    from {{ ref('int_awards_described') }}
    where reason is null
),

spans as (
    select
        *,
        -- a period that names its years, else as many years as it says from the announcement on
        case
            when len(period_years) > 0 then list_min(period_years) else year
        end as first_year,
        case
            when len(period_years) > 1 then list_max(period_years)
            when len(period_years) = 1 then list_min(period_years) + coalesce(years, 1) - 1
            else year + coalesce(years, 1) - 1
        end as last_year
    from counted
),

shares as (
    select
        *,
        last_year - first_year + 1 as year_count,
        cast(amount_nok * 100 as bigint) // (last_year - first_year + 1) as share_ore,
        unnest(range(first_year, last_year + 1)) as spread_year
    from spans
)

-- øre that do not divide evenly go to the first year
select
    award_id,
    recipient_id,
    spread_year as year,
    cast(
        (
            share_ore
            + case
                when spread_year = first_year then cast(amount_nok * 100 as bigint) - share_ore * year_count else 0
            end
        ) / 100 as decimal(18, 2)
    ) as spread_nok
from shares
