select
    municipality_number,
    name as municipality,
    county_number,
    code_2024,
    {{ since('valid_from') }} as valid_from,
    {{ until('valid_to') }} as valid_to,
    list_distinct([name] || string_split(coalesce(other_names, ''), '|')) as names
from {{ ref('municipalities') }}
