select
    year,
    cpi_2015_100 as price_index,
    (
        select max(cpi_2015_100) from {{ ref('cpi_norway') }} where year = {{ var('price_year') }}
    ) / cpi_2015_100 as to_price_year
from {{ ref('cpi_norway') }}
where cpi_2015_100 is not null
