EXEC sys.sp_helptracertokens @publication = ?
