const intoReview = `('build_to_review', 'approval_undone', 'rejection_undone')`

/** SQL for the posting that last put a build `d` into review. */
export const intoReviewPosting = `(SELECT max(t.posting_id) FROM posting t WHERE t.document_kind = 'build' AND t.document_id = d.build_id AND t.kind IN ${intoReview})`

/** SQL for the value a build `d` has in work in process. */
export const inProcessValue = `(SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.document_kind = 'build' AND e.document_id = d.build_id AND e.account = 'work_in_process')`

/** SQL for who gave the command behind a posting: a name, or NULL. */
export const personOf = (postingId: string): string =>
  `(SELECT n.name FROM posting w JOIN command_log c USING (command_id) JOIN person n ON n.person_id = c.person_id WHERE w.posting_id = ${postingId})`

/** SQL for who made a build `d`: whom it was assigned to, else who entered it. */
export const builtBy = `coalesce((SELECT a.name FROM person a WHERE a.person_id = d.assignee_id), ${personOf('d.posting_id')})`
