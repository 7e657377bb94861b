-- Rights for a bureau that was renamed before follow it: its former slug gives way to its present one, which no other bureau can get.
UPDATE api_tokens
SET bureaus = (
    SELECT json_group_array(coalesce(b.slug, j.value))
    FROM json_each(api_tokens.bureaus) AS j
    LEFT JOIN former_slugs AS f ON f.slug = j.value
    LEFT JOIN bureaus AS b ON b.id = f.bureau_id
  )
WHERE EXISTS (SELECT 1 FROM json_each(api_tokens.bureaus) AS j JOIN former_slugs AS f ON f.slug = j.value);
UPDATE staff
SET bureaus = (
    SELECT json_group_array(coalesce(b.slug, j.value))
    FROM json_each(staff.bureaus) AS j
    LEFT JOIN former_slugs AS f ON f.slug = j.value
    LEFT JOIN bureaus AS b ON b.id = f.bureau_id
  )
WHERE EXISTS (SELECT 1 FROM json_each(staff.bureaus) AS j JOIN former_slugs AS f ON f.slug = j.value);
