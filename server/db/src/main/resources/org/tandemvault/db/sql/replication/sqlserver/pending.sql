EXEC sys.sp_replmonitorsubscriptionpendingcmds @publisher = ?, @publisher_db = ?, @publication = ?, @subscriber = ?, @subscriber_db = ?, @subscription_type = 0
