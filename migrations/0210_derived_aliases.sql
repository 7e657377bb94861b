-- Earlier versions derived an alias for whatever stands behind a parent company (示例电信股份有限公司上海分公司 → 上海分公司), which names
-- a hundred bodies: a report of one of them became the next revision of another's. They go; those of bureaus whose data a person
-- has changed stay, because that person saw them on the page.
DELETE FROM bureau_names WHERE EXISTS (
  SELECT 1 FROM bureaus AS b
  WHERE b.id = bureau_names.bureau_id
    AND length(bureau_names.name) < length(b.name)
    AND substr(b.name, -length(bureau_names.name)) = bureau_names.name
    AND (substr(b.name, 1, length(b.name) - length(bureau_names.name)) LIKE '%有限公司'
      OR substr(b.name, 1, length(b.name) - length(bureau_names.name)) LIKE '%有限责任公司'
      OR substr(b.name, 1, length(b.name) - length(bureau_names.name)) LIKE '%集团公司'
      OR substr(b.name, 1, length(b.name) - length(bureau_names.name)) LIKE '%集团')
    AND NOT EXISTS (
      SELECT 1 FROM audit_log WHERE audit_log.subject = '/bureaus/' || b.slug AND audit_log.action = 'bureau.changed'));
UPDATE bureaus SET aliases = (
  SELECT json_group_array(j.value) FROM json_each(bureaus.aliases) AS j
  WHERE EXISTS (SELECT 1 FROM bureau_names AS n WHERE n.name = j.value AND n.bureau_id = bureaus.id))
WHERE aliases <> '[]';
