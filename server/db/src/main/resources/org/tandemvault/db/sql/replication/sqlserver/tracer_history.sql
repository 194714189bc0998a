EXEC sys.sp_helptracertokenhistory @publication = ?, @tracer_id = ?
