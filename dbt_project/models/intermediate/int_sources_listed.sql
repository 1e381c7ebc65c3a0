-- a source that was never listed leaves no date up to which all were
select case when count(*) = count(listed_on) then min(listed_on) end as through_on
from {{ ref('stg_sources') }}
