select distinct pages.release_id
from {{ source('raw', 'pages') }} as pages
inner join {{ ref('takedown') }} as takedown on {{ address('pages.url') }} = {{ address('takedown.url') }}
where pages.release_id is not null

union

select distinct versions.release_id
from {{ source('raw', 'release_versions') }} as versions
inner join {{ ref('takedown') }} as takedown on {{ address('versions.url') }} = {{ address('takedown.url') }}
