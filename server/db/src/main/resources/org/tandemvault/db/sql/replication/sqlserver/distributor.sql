EXEC sys.sp_get_distributor
