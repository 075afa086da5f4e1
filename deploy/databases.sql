-- The store of Tekseru is made by POSTGRES_DB; Prefect keeps its own state apart from it.
CREATE DATABASE prefect;
