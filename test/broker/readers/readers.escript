#!/usr/bin/env escript
%% Reads many small configurations with RabbitMQ's own code, in one process. CONFS and ADVANCED hold
%% one text a line, in base64; ANSWERS gets one line each.
%%
%%   confs SCHEMA CONFS ANSWERS     rabbitmq.conf by the schema of the OAuth 2 plugin
%%   advanced ADVANCED ANSWERS      the aliases of advanced.config
%%
%% An answer is `refused`, or words with a blank before each: `audience TEXT`, `prefix TEXT`,
%% `key TEXT`, and for an alias `alias TEXT SCOPES`, where SCOPES is a comma before each; texts in base64.
-mode(compile).

main(["confs", Schema, Confs, Answers]) ->
    logger:set_primary_config(level, none),
    %% Of RabbitMQ's own schema the plugin's needs no more than this.
    Own = "/bed/own.schema",
    ok = file:write_file(Own, "{validator, \"pem_file\", \"\", fun(_) -> true end}.\n"),
    Loaded = cuttlefish_schema:files([Own, Schema]),
    answer(Confs, Answers, fun(Text) -> read_conf(Loaded, Text) end);
main(["advanced", Texts, Answers]) ->
    logger:set_primary_config(level, none),
    answer(Texts, Answers, fun read_advanced/1).

answer(From, To, Fun) ->
    {ok, All} = file:read_file(From),
    %% An empty text is an empty line, so only what follows the last line end is left out.
    Texts = lists:droplast(binary:split(All, <<"\n">>, [global])),
    Lines = [Fun(base64:decode(L)) || L <- Texts],
    ok = file:write_file(To, [[L, $\n] || L <- Lines]).

read_conf(Schema, Text) ->
    File = "/bed/doc.conf",
    ok = file:write_file(File, Text),
    try
        Conf = cuttlefish_conf:files([File]),
        true = is_list(Conf),
        describe(cuttlefish_generator:map(Schema, Conf))
    catch
        _:_ -> "refused"
    end.

read_advanced(Text) ->
    File = "/bed/doc.config",
    ok = file:write_file(File, Text),
    try
        {ok, [Advanced]} = rabbit_prelaunch_file:consult_file(File),
        describe(cuttlefish_advanced:overlay([], Advanced))
    catch
        _:_ -> "refused"
    end.

describe(Config) when is_list(Config) ->
    Env = proplists:get_value(rabbitmq_auth_backend_oauth2, Config, []),
    Keys = [{"audience", resource_server_id}, {"prefix", scope_prefix}, {"key", extra_scopes_source}],
    Texts = [[" ", Name, " ", base64:encode(V)]
             || {Name, Key} <- Keys, is_binary(V = proplists:get_value(Key, Env))],
    Map = case proplists:get_value(scope_aliases, Env) of M when is_map(M) -> M; _ -> #{} end,
    Aliases = [[" alias ", base64:encode(A), " ", [[",", base64:encode(S)] || S <- scopes(Scopes)]]
               || {A, Scopes} <- lists:sort(maps:to_list(Map)), is_binary(A)],
    [Texts, Aliases].

scopes(Scopes) when is_list(Scopes); is_binary(Scopes) ->
    rabbit_data_coercion:to_list_of_binaries(Scopes).
