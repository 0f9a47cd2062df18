-- Status and verdict of every member and exercise, as docs/rules.md words them: one query.
--
-- Times are microseconds since 1970, as the store keeps them; $now is the moment it is asked for.
-- The program of the benchmark: 48 hours to hand in again, marks are required and judge only what
-- was there, at least 80% of the exercises, at least 70% of the sessions, a project that is complete
-- and presented.
WITH
asked AS (SELECT $now AS now),
extended AS (
    SELECT member, exercise, max(due_at) AS due_at
    FROM extensions, asked WHERE "at" <= now GROUP BY ALL
),
pairs AS (
    SELECT
        m.member, e.exercise, e.counted, e.opens_at, m.joined_at,
        CASE WHEN m.left_at < now THEN m.left_at END AS left_at,
        CASE WHEN e.due_at IS NOT NULL THEN greatest(e.due_at, x.due_at) END AS due_at,
    FROM members m CROSS JOIN exercises e CROSS JOIN asked
    LEFT JOIN extended x ON x.member = m.member AND x.exercise = e.exercise
),
windows AS (SELECT *, due_at + 48 * 3600000000 AS ends_at FROM pairs),
handed_in AS (
    SELECT
        a.member, a.exercise,
        min(a.at) AS first_at,
        arg_min(a.clock, a.at) AS first_clock,
        max(a.at) FILTER (WHERE w.ends_at IS NULL OR a.at <= w.ends_at) AS last_inside,
        arg_max(a.clock, a.at) FILTER (WHERE w.ends_at IS NULL OR a.at <= w.ends_at) AS last_clock,
        max(a.at) FILTER (
            WHERE (w.ends_at IS NULL OR a.at <= w.ends_at) AND a.clock <> 'merge'
        ) AS last_pushed,
    FROM attempts a JOIN windows w ON w.member = a.member AND w.exercise = a.exercise, asked
    WHERE a.at <= now AND (w.opens_at IS NULL OR a.at >= w.opens_at) GROUP BY ALL
),
known AS (
    SELECT k.* FROM marks k JOIN exercises e ON e.exercise = k.exercise, asked
    WHERE k."at" <= now
    AND (e.opens_at IS NULL OR coalesce(k.until, k.work_at, k."at") >= e.opens_at)
),
taken_back AS (SELECT DISTINCT member, exercise FROM known WHERE mark = 'withdrawn'),
-- a withdrawal takes back the last mark of the same person that stands, else the last of anybody
left_over AS (
    SELECT member, exercise, list_reduce(
        list([{'at': "at", 'mark': mark, 'by': "by", 'until': until}] ORDER BY "at"),
        lambda stand, one: CASE
            WHEN one[1].mark <> 'withdrawn' THEN stand || one
            ELSE list_filter(stand, lambda each: each."at" <> coalesce(
                list_last(list_filter(stand, lambda own: own."by" = one[1]."by"))."at",
                list_last(stand)."at"
            ))
        END,
        []::STRUCT("at" BIGINT, mark VARCHAR, "by" VARCHAR, until BIGINT)[]
    ) AS marks
    FROM known SEMI JOIN taken_back USING (member, exercise) GROUP BY ALL
),
standing AS (
    SELECT member, exercise, mark, "at", until
    FROM known ANTI JOIN taken_back USING (member, exercise)
    UNION ALL
    SELECT member, exercise, one.mark, one."at", one.until
    FROM (SELECT member, exercise, unnest(marks) AS one FROM left_over)
),
marked AS (
    SELECT
        k.member, k.exercise,
        arg_max(k.mark, k."at") FILTER (WHERE
            h.first_at IS NULL OR coalesce(k.until, k.at) >= coalesce(h.last_inside, h.first_at)
        ) AS mark,
        -- dated by the day of a later attempt only, nobody knows which of the two came first
        max(k."at") FILTER (WHERE
            h.first_at IS NULL OR coalesce(k.until, k.at) >= coalesce(h.last_inside, h.first_at)
        ) < any_value(h.last_inside) AND any_value(h.first_at < h.last_inside) AS perhaps_older,
        -- a merge is no resubmission: the newest mark, if complete, judges what was pushed before
        bool_and(coalesce(h.last_clock, h.first_clock) = 'merge')
        AND arg_max(
            k.mark = 'complete' AND coalesce(coalesce(k.until, k.at) >= h.last_pushed, true), k."at"
        ) AS merged_only,
    FROM standing k
    LEFT JOIN handed_in h ON h.member = k.member AND h.exercise = k.exercise
    GROUP BY ALL
),
excused AS (SELECT DISTINCT member, exercise FROM excuses, asked WHERE "at" <= now),
facts AS (
    SELECT
        w.*, h.first_at,
        CASE WHEN k.merged_only THEN 'complete' ELSE k.mark END AS mark,
        h.first_at IS NOT NULL AS came,
        coalesce(k.perhaps_older, false) AS perhaps_older,
        coalesce(h.first_at IS NULL AND k.mark = 'complete', false) AS by_hand,
        coalesce(h.first_at > w.due_at, false) AS late,
        h.first_clock = 'merge' AS only_merge,
        coalesce(w.ends_at < now, false) AS closed,
        x.member IS NOT NULL
        OR (coalesce(w.due_at < w.joined_at, false)
            AND (h.first_at IS NULL OR (h.first_at > w.due_at AND h.first_clock <> 'merge'))
            AND NOT by_hand)
        OR (h.first_at IS NULL AND w.left_at IS NOT NULL
            AND coalesce(w.due_at > w.left_at, true) AND NOT by_hand) AS excused,
    FROM asked, windows w
    LEFT JOIN handed_in h ON h.member = w.member AND h.exercise = w.exercise
    LEFT JOIN marked k ON k.member = w.member AND k.exercise = w.exercise
    LEFT JOIN excused x ON x.member = w.member AND x.exercise = w.exercise
),
status AS (
    SELECT
        member, exercise, counted AND NOT excused AS counted,
        CASE
            WHEN excused THEN 'excused'
            WHEN late AND NOT only_merge THEN 'incomplete'
            WHEN mark = 'complete' THEN 'complete'
            WHEN mark = 'incomplete' AND perhaps_older THEN 'awaiting review'
            WHEN mark = 'incomplete' AND NOT closed THEN 'feedback given'
            WHEN mark = 'incomplete' THEN 'incomplete'
            WHEN came THEN 'awaiting review'
            WHEN due_at < now THEN 'missing'
            ELSE 'not submitted'
        END AS status,
    FROM facts, asked
),
candidates AS (
    SELECT member FROM members, asked
    WHERE role = 'member' AND (left_at IS NULL OR left_at >= now)
),
exercise_counts AS (
    SELECT
        member,
        count(*) FILTER (WHERE counted) AS total,
        count(*) FILTER (WHERE counted AND status = 'complete') AS done,
        count(*) FILTER (WHERE
            counted AND status IN ('feedback given', 'awaiting review', 'not submitted')
        ) AS still_open,
    FROM status GROUP BY member
),
presence AS (
    SELECT
        a.member,
        CASE WHEN s.starts_at > now THEN 'no record' ELSE a.attendance END AS word,
        coalesce(coalesce(s.ends_at, s.starts_at) < now, false) AS over,
    FROM attendance a JOIN sessions s ON s.session = a.session, asked WHERE NOT s.optional AND NOT s.cancelled
),
session_counts AS (
    SELECT
        member,
        count(*) FILTER (WHERE word NOT IN ('excused', 'no record') OR (word = 'no record' AND NOT over))
            AS total,
        count(*) FILTER (WHERE word IN ('presented', 'present')) AS done,
        count(*) FILTER (WHERE word = 'unresolved' OR (word = 'no record' AND NOT over)) AS still_open,
    FROM presence GROUP BY member
),
decided AS (
    SELECT
        member,
        arg_max(kind = 'project complete', "at")
            FILTER (WHERE kind IN ('project complete', 'project not complete')) AS complete,
        arg_max(kind = 'project presented', "at")
            FILTER (WHERE kind IN ('project presented', 'project not presented')) AS presented,
        bool_or(kind = 'project waived') AS project_waived,
        bool_or(kind = 'bar waived') AS bar_waived,
        bool_or(kind = 'attendance waived') AS attendance_waived,
        bool_or(kind = 'disqualified') AS disqualified,
    FROM requirements, asked WHERE "at" <= now GROUP BY member
),
counts AS (
    SELECT member, 'bar' AS bar, total, done, still_open, 80 AS percent FROM exercise_counts
    UNION ALL
    SELECT member, 'attendance', total, done, still_open, 70 FROM session_counts
),
criteria AS (
    SELECT
        c.member,
        CASE
            WHEN total > 0 AND done * 100 >= total * percent THEN 'pass'
            WHEN bar = 'bar' AND bar_waived THEN 'pass'
            WHEN bar = 'attendance' AND attendance_waived THEN 'pass'
            WHEN total > 0 AND (done + still_open) * 100 < total * percent THEN 'fail'
            ELSE 'pending'
        END AS result,
    FROM counts c LEFT JOIN decided d ON d.member = c.member
    UNION ALL
    SELECT
        c.member,
        CASE
            WHEN project_waived OR (complete AND presented) THEN 'pass'
            WHEN NOT complete OR NOT presented THEN 'fail'
            ELSE 'pending'
        END,
    FROM candidates c LEFT JOIN decided d ON d.member = c.member
),
results AS (
    SELECT member, bool_and(result = 'pass') AS passed, bool_or(result = 'fail') AS failed
    FROM criteria GROUP BY member
),
verdicts AS (
    SELECT
        m.member,
        CASE
            WHEN c.member IS NULL THEN 'not a candidate'
            WHEN d.disqualified THEN 'disqualified'
            WHEN r.failed THEN 'out of reach'
            WHEN r.passed THEN 'eligible'
            ELSE 'on course'
        END AS verdict,
    FROM members m
    LEFT JOIN candidates c ON c.member = m.member
    LEFT JOIN decided d ON d.member = m.member
    LEFT JOIN results r ON r.member = m.member
)
SELECT s.member, s.exercise, s.status, v.verdict
FROM status s JOIN verdicts v ON v.member = s.member
