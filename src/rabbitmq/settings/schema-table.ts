import type { Presence } from '../since.js';

/** The rabbitmq.conf keys that came, and went, with the same releases. */
export interface SchemaGroup extends Presence {
  /** One key a line, with the type of its value after a blank where not every text will do. */
  readonly keys: string;
}

/**
 * Every key that rabbitmq.conf may hold, by the releases that know it. Source: the configuration
 * schemas (`deps/*\/priv/schema`) of rabbitmq/rabbitmq-server at every tag from v3.13.0 to v4.3.5, and
 * for 4.3.6 those in Debian's package.
 *
 * A part that starts with `$` stands for any one part. A type is a choice of words and of
 * `:integer`, `:LEAST..MOST` (an integer, either bound may be open), `:float`, `:bytesize`, `:size`,
 * `:duration`, `:ip` and `:keyserver` (a URL of https). Where releases differ in the type, the widest one stands here.
 */
export const SCHEMA: readonly SchemaGroup[] = [
  {
    since: ['3.13.0'],
    keys: `
auth_backends.$num
auth_backends.$num.authn
auth_backends.$num.authz
auth_cache.cache_module
auth_cache.cache_refusals true|false
auth_cache.cache_ttl :0..
auth_cache.cached_backend
auth_cache.cached_backend.authn
auth_cache.cached_backend.authz
auth_http.connection_timeout :integer
auth_http.http_method get|post
auth_http.request_timeout :integer
auth_http.resource_path
auth_http.topic_path
auth_http.user_path
auth_http.vhost_path
auth_ldap.connection_pool_size :integer
auth_ldap.dn_lookup_attribute
auth_ldap.dn_lookup_base
auth_ldap.dn_lookup_bind as_user|anon
auth_ldap.dn_lookup_bind.password
auth_ldap.dn_lookup_bind.user_dn
auth_ldap.group_lookup_base
auth_ldap.idle_timeout :integer|infinity
auth_ldap.log true|false|network|network_unsafe
auth_ldap.other_bind as_user|anon
auth_ldap.other_bind.password
auth_ldap.other_bind.user_dn
auth_ldap.port :integer
auth_ldap.servers none
auth_ldap.servers.$server
auth_ldap.ssl_options none
auth_ldap.ssl_options.cacertfile
auth_ldap.ssl_options.cert
auth_ldap.ssl_options.certfile
auth_ldap.ssl_options.client_renegotiation true|false
auth_ldap.ssl_options.crl_check true|false|peer|best_effort
auth_ldap.ssl_options.depth :0..255
auth_ldap.ssl_options.dh
auth_ldap.ssl_options.dhfile
auth_ldap.ssl_options.fail_if_no_peer_cert true|false
auth_ldap.ssl_options.honor_cipher_order true|false
auth_ldap.ssl_options.honor_ecc_order true|false
auth_ldap.ssl_options.hostname_verification wildcard|none
auth_ldap.ssl_options.key.DSAPrivateKey
auth_ldap.ssl_options.key.PrivateKeyInfo
auth_ldap.ssl_options.key.RSAPrivateKey
auth_ldap.ssl_options.keyfile
auth_ldap.ssl_options.log_alert true|false
auth_ldap.ssl_options.password
auth_ldap.ssl_options.psk_identity
auth_ldap.ssl_options.reuse_sessions true|false
auth_ldap.ssl_options.secure_renegotiate true|false
auth_ldap.ssl_options.sni
auth_ldap.ssl_options.verify verify_peer|verify_none
auth_ldap.ssl_options.versions.$version
auth_ldap.timeout :integer|infinity
auth_ldap.use_ssl true|false
auth_ldap.use_starttls true|false
auth_ldap.user_bind_pattern
auth_ldap.user_dn_pattern
auth_mechanisms.$name
auth_oauth2.additional_scopes_key
auth_oauth2.algorithms.$algorithm
auth_oauth2.default_key
auth_oauth2.default_oauth_provider
auth_oauth2.https.cacertfile
auth_oauth2.https.crl_check true|false|peer|best_effort
auth_oauth2.https.depth :integer
auth_oauth2.https.fail_if_no_peer_cert true|false
auth_oauth2.https.hostname_verification wildcard|none
auth_oauth2.https.peer_verification verify_peer|verify_none
auth_oauth2.issuer :keyserver
auth_oauth2.jwks_url :keyserver
auth_oauth2.oauth_providers.$name.https.cacertfile
auth_oauth2.oauth_providers.$name.https.crl_check true|false|peer|best_effort
auth_oauth2.oauth_providers.$name.https.depth :integer
auth_oauth2.oauth_providers.$name.https.hostname_verification wildcard|none
auth_oauth2.oauth_providers.$name.https.verify verify_peer|verify_none
auth_oauth2.oauth_providers.$name.issuer :keyserver
auth_oauth2.oauth_providers.$name.jwks_uri :keyserver
auth_oauth2.oauth_providers.$name.token_endpoint :keyserver
auth_oauth2.preferred_username_claims.$preferred_username_claims
auth_oauth2.resource_server_id
auth_oauth2.resource_server_type
auth_oauth2.resource_servers.$name.additional_scopes_key
auth_oauth2.resource_servers.$name.id
auth_oauth2.resource_servers.$name.oauth_provider_id
auth_oauth2.resource_servers.$name.resource_server_type
auth_oauth2.resource_servers.$name.scope_prefix
auth_oauth2.scope_prefix
auth_oauth2.signing_keys.$name
auth_oauth2.token_endpoint :keyserver
auth_oauth2.verify_aud true|false
aws.prefer_imdsv2 true|false
background_gc_enabled true|false
background_gc_target_interval :integer
channel_max :integer
channel_max_per_node :integer|infinity
classic_queue.default_version :1..
cluster_formation.aws.access_key_id
cluster_formation.aws.hostname_path
cluster_formation.aws.instance_tags none
cluster_formation.aws.instance_tags.$name
cluster_formation.aws.region
cluster_formation.aws.secret_key
cluster_formation.aws.use_autoscaling_group true|false
cluster_formation.aws.use_private_ip true|false
cluster_formation.classic_config.nodes.$node
cluster_formation.consul.acl_token
cluster_formation.consul.cluster_name
cluster_formation.consul.deregister_after :0..
cluster_formation.consul.domain_suffix
cluster_formation.consul.host
cluster_formation.consul.include_nodes_with_warnings true|false
cluster_formation.consul.lock_prefix
cluster_formation.consul.lock_timeout :0..
cluster_formation.consul.lock_wait_time :0..
cluster_formation.consul.port :1..65534
cluster_formation.consul.scheme
cluster_formation.consul.ssl_options none
cluster_formation.consul.ssl_options.cacertfile
cluster_formation.consul.ssl_options.cert
cluster_formation.consul.ssl_options.certfile
cluster_formation.consul.ssl_options.ciphers.$cipher
cluster_formation.consul.ssl_options.crl_check true|false|peer|best_effort
cluster_formation.consul.ssl_options.depth :0..255
cluster_formation.consul.ssl_options.dh
cluster_formation.consul.ssl_options.dhfile
cluster_formation.consul.ssl_options.fail_if_no_peer_cert true|false
cluster_formation.consul.ssl_options.key.DSAPrivateKey
cluster_formation.consul.ssl_options.key.PrivateKeyInfo
cluster_formation.consul.ssl_options.key.RSAPrivateKey
cluster_formation.consul.ssl_options.keyfile
cluster_formation.consul.ssl_options.log_alert true|false
cluster_formation.consul.ssl_options.password
cluster_formation.consul.ssl_options.psk_identity
cluster_formation.consul.ssl_options.reuse_sessions true|false
cluster_formation.consul.ssl_options.secure_renegotiate true|false
cluster_formation.consul.ssl_options.verify verify_peer|verify_none
cluster_formation.consul.ssl_options.versions.$version
cluster_formation.consul.svc
cluster_formation.consul.svc_addr
cluster_formation.consul.svc_addr_auto true|false
cluster_formation.consul.svc_addr_nic
cluster_formation.consul.svc_addr_use_nodename true|false
cluster_formation.consul.svc_meta none
cluster_formation.consul.svc_meta.$name
cluster_formation.consul.svc_port :1..65534
cluster_formation.consul.svc_tags none
cluster_formation.consul.svc_tags.$name
cluster_formation.consul.svc_ttl :0..
cluster_formation.consul.use_longname true|false
cluster_formation.discovery_retry_interval :1..
cluster_formation.discovery_retry_limit :integer|unlimited
cluster_formation.dns.hostname
cluster_formation.etcd.cluster_name
cluster_formation.etcd.endpoints none
cluster_formation.etcd.endpoints.$index
cluster_formation.etcd.host
cluster_formation.etcd.key_prefix
cluster_formation.etcd.lock_timeout :0..
cluster_formation.etcd.lock_wait_time :0..
cluster_formation.etcd.node_ttl :0..
cluster_formation.etcd.password
cluster_formation.etcd.port :0..
cluster_formation.etcd.scheme
cluster_formation.etcd.ssl_options none
cluster_formation.etcd.ssl_options.cacertfile
cluster_formation.etcd.ssl_options.cert
cluster_formation.etcd.ssl_options.certfile
cluster_formation.etcd.ssl_options.ciphers.$cipher
cluster_formation.etcd.ssl_options.crl_check true|false|peer|best_effort
cluster_formation.etcd.ssl_options.depth :0..255
cluster_formation.etcd.ssl_options.key.DSAPrivateKey
cluster_formation.etcd.ssl_options.key.PrivateKeyInfo
cluster_formation.etcd.ssl_options.key.RSAPrivateKey
cluster_formation.etcd.ssl_options.keyfile
cluster_formation.etcd.ssl_options.log_alert true|false
cluster_formation.etcd.ssl_options.password
cluster_formation.etcd.ssl_options.psk_identity
cluster_formation.etcd.ssl_options.reuse_sessions true|false
cluster_formation.etcd.ssl_options.secure_renegotiate true|false
cluster_formation.etcd.ssl_options.verify verify_peer|verify_none
cluster_formation.etcd.ssl_options.versions.$version
cluster_formation.etcd.username
cluster_formation.internal_lock_retries :1..
cluster_formation.k8s.address_type hostname|ip
cluster_formation.k8s.cert_path
cluster_formation.k8s.host
cluster_formation.k8s.hostname_suffix
cluster_formation.k8s.namespace_path
cluster_formation.k8s.port :0..
cluster_formation.k8s.scheme
cluster_formation.k8s.service_name
cluster_formation.k8s.token_path
cluster_formation.lock_retry_limit :1..
cluster_formation.lock_retry_timeout :1..
cluster_formation.node_cleanup.interval :0..
cluster_formation.node_cleanup.only_log_warning true|false
cluster_formation.node_type disc|disk|ram
cluster_formation.peer_discovery_backend
cluster_formation.proxy.http_proxy
cluster_formation.proxy.https_proxy
cluster_formation.proxy.proxy_exclusions.$name
cluster_formation.target_cluster_size_hint :1..
cluster_keepalive_interval :integer
cluster_name
cluster_partition_handling ignore|pause_minority|autoheal|pause_if_all_down
cluster_partition_handling.pause_if_all_down.nodes.$name
cluster_partition_handling.pause_if_all_down.recover ignore|autoheal
collect_statistics none|coarse|fine
collect_statistics_interval :integer
connection_max :integer|infinity
consumer_timeout :1..
credential_validator.min_length :0..
credential_validator.regexp
credential_validator.validation_backend
default_limits.vhosts.$id.max_connections :1..
default_limits.vhosts.$id.max_queues :1..
default_limits.vhosts.$id.pattern
default_pass
default_permissions.configure
default_permissions.read
default_permissions.write
default_policies.operator.$id.classic_queues.ha_mode
default_policies.operator.$id.classic_queues.ha_params
default_policies.operator.$id.classic_queues.ha_sync_mode
default_policies.operator.$id.classic_queues.queue_version :1..
default_policies.operator.$id.delivery_limit :1..
default_policies.operator.$id.expires :duration
default_policies.operator.$id.max_in_memory_bytes :bytesize
default_policies.operator.$id.max_in_memory_length :1..
default_policies.operator.$id.max_length :1..
default_policies.operator.$id.max_length_bytes :bytesize
default_policies.operator.$id.message_ttl :duration
default_policies.operator.$id.queue_pattern
default_policies.operator.$id.vhost_pattern
default_user
default_user_tags.$tag true|false
default_users.$name.configure
default_users.$name.password
default_users.$name.read
default_users.$name.tags
default_users.$name.vhost_pattern
default_users.$name.write
default_vhost
default_worker_pool_size :0..
definitions.hashing.algorithm sha|sha224|sha256|sha384|sha512
definitions.https.url
definitions.import_backend
definitions.local.path
definitions.skip_if_unchanged true|false
definitions.tls.cacertfile
definitions.tls.cert
definitions.tls.certfile
definitions.tls.ciphers.$cipher
definitions.tls.crl_check true|false|peer|best_effort
definitions.tls.depth :0..255
definitions.tls.dh
definitions.tls.fail_if_no_peer_cert true|false
definitions.tls.keyfile
definitions.tls.log_alert true|false
definitions.tls.log_level emergency|alert|critical|error|warning|notice|info|debug
definitions.tls.password
definitions.tls.reuse_session true|false
definitions.tls.reuse_sessions true|false
definitions.tls.secure_renegotiate true|false
definitions.tls.verify verify_peer|verify_none
definitions.tls.versions.$version
delegate_count :0..
deprecated_features.permit.$name true|false
disk_free_limit.absolute :integer|:size
disk_free_limit.relative :float
distribution.listener.interface
distribution.listener.port_range.max :1..
distribution.listener.port_range.min :1..
erlang.K
event_exchange.vhost
frame_max :bytesize
handshake_timeout :integer|infinity
heartbeat :integer
hipe_compile true|false
initial_frame_max :bytesize
listeners.ssl none
listeners.ssl.$name :integer|:ip
listeners.tcp none
listeners.tcp.$name :integer|:ip
load_definitions
log.channel.file
log.channel.level debug|info|notice|warning|error|critical|alert|emergency|none
log.channel.rotation.compress true|false
log.channel.rotation.count :integer
log.channel.rotation.date
log.channel.rotation.size :integer
log.connection.file
log.connection.level debug|info|notice|warning|error|critical|alert|emergency|none
log.connection.rotation.compress true|false
log.connection.rotation.count :integer
log.connection.rotation.date
log.connection.rotation.size :integer
log.console true|false
log.console.color_esc_seqs.alert
log.console.color_esc_seqs.critical
log.console.color_esc_seqs.debug
log.console.color_esc_seqs.emergency
log.console.color_esc_seqs.error
log.console.color_esc_seqs.info
log.console.color_esc_seqs.notice
log.console.color_esc_seqs.warning
log.console.formatter plaintext|json
log.console.formatter.json.field_map
log.console.formatter.json.verbosity_map
log.console.formatter.level_format lc|uc|lc3|uc3|lc4|uc4
log.console.formatter.plaintext.format
log.console.formatter.single_line on|off
log.console.formatter.time_format rfc3339_space|rfc3339_T|epoch_usecs|epoch_secs|lager_default
log.console.level debug|info|notice|warning|error|critical|alert|emergency|none
log.console.stdio stdout|stderr
log.console.use_colors on|off
log.default.level debug|info|notice|warning|error|critical|alert|emergency|none
log.default.rotation.compress true|false
log.default.rotation.count :integer
log.default.rotation.date
log.default.rotation.size :integer
log.dir
log.exchange true|false
log.exchange.formatter plaintext|json
log.exchange.formatter.json.field_map
log.exchange.formatter.json.verbosity_map
log.exchange.formatter.level_format lc|uc|lc3|uc3|lc4|uc4
log.exchange.formatter.plaintext.format
log.exchange.formatter.single_line on|off
log.exchange.formatter.time_format
log.exchange.level debug|info|notice|warning|error|critical|alert|emergency|none
log.federation.file
log.federation.level debug|info|notice|warning|error|critical|alert|emergency|none
log.federation.rotation.compress true|false
log.federation.rotation.count :integer
log.federation.rotation.date
log.federation.rotation.size :integer
log.file
log.file.formatter plaintext|json
log.file.formatter.json.field_map
log.file.formatter.json.verbosity_map
log.file.formatter.level_format lc|uc|lc3|uc3|lc4|uc4
log.file.formatter.plaintext.format
log.file.formatter.single_line on|off
log.file.formatter.time_format
log.file.level =debug|debug|info|!=info|notice|<=notice|<warning|warning|error|critical|alert|emergency|none
log.file.rotation.compress true|false
log.file.rotation.count :integer
log.file.rotation.date
log.file.rotation.size :integer
log.journald true|false
log.journald.fields
log.journald.level debug|info|notice|warning|error|critical|alert|emergency|none
log.mirroring.file
log.mirroring.level debug|info|notice|warning|error|critical|alert|emergency|none
log.mirroring.rotation.compress true|false
log.mirroring.rotation.count :integer
log.mirroring.rotation.date
log.mirroring.rotation.size :integer
log.queue.file
log.queue.level debug|info|notice|warning|error|critical|alert|emergency|none
log.queue.rotation.compress true|false
log.queue.rotation.count :integer
log.queue.rotation.date
log.queue.rotation.size :integer
log.ra.file
log.ra.level debug|info|notice|warning|error|critical|alert|emergency|none
log.ra.rotation.compress true|false
log.ra.rotation.count :integer
log.ra.rotation.date
log.ra.rotation.size :integer
log.syslog true|false
log.syslog.facility kern|kernel|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|ntp|audit|alert|clock|local0|local1|local2|local3|local4|local5|local6|local7
log.syslog.formatter plaintext|json
log.syslog.formatter.json.field_map
log.syslog.formatter.json.verbosity_map
log.syslog.formatter.level_format lc|uc|lc3|uc3|lc4|uc4
log.syslog.formatter.plaintext.format
log.syslog.formatter.single_line on|off
log.syslog.formatter.time_format
log.syslog.host
log.syslog.identity
log.syslog.ip
log.syslog.level debug|info|notice|warning|error|critical|alert|emergency|none
log.syslog.multiline_mode true|false
log.syslog.port :integer
log.syslog.protocol rfc3164|rfc5424
log.syslog.ssl_options.cacertfile
log.syslog.ssl_options.cert
log.syslog.ssl_options.certfile
log.syslog.ssl_options.client_renegotiation true|false
log.syslog.ssl_options.crl_check true|false|peer|best_effort
log.syslog.ssl_options.depth :0..255
log.syslog.ssl_options.dh
log.syslog.ssl_options.dhfile
log.syslog.ssl_options.fail_if_no_peer_cert true|false
log.syslog.ssl_options.honor_cipher_order true|false
log.syslog.ssl_options.honor_ecc_order true|false
log.syslog.ssl_options.key.DSAPrivateKey
log.syslog.ssl_options.key.PrivateKeyInfo
log.syslog.ssl_options.key.RSAPrivateKey
log.syslog.ssl_options.keyfile
log.syslog.ssl_options.log_alert true|false
log.syslog.ssl_options.password
log.syslog.ssl_options.psk_identity
log.syslog.ssl_options.reuse_sessions true|false
log.syslog.ssl_options.secure_renegotiate true|false
log.syslog.ssl_options.verify verify_peer|verify_none
log.syslog.ssl_options.versions.$version
log.syslog.transport udp|tcp|tls|ssl
log.upgrade.file
log.upgrade.level debug|info|notice|warning|error|critical|alert|emergency|none
log.upgrade.rotation.compress true|false
log.upgrade.rotation.count :integer
log.upgrade.rotation.date
log.upgrade.rotation.size :integer
loopback_users none
loopback_users.$user
management.cors.allow_origins none
management.cors.allow_origins.$name
management.cors.max_age :0..
management.csp.policy
management.db_cache_multiplier :0..
management.disable_basic_auth true|false
management.disable_stats true|false
management.enable_queue_totals true|false
management.headers.content_type_options
management.headers.frame_options
management.headers.xss_protection
management.hsts.policy
management.http.max_body_size :0..
management.http_log_dir
management.listener.ip
management.listener.port :integer
management.listener.server.compress true|false
management.listener.server.idle_timeout :0..
management.listener.server.inactivity_timeout :0..
management.listener.server.max_keepalive :0..
management.listener.server.request_timeout :0..
management.listener.server.shutdown_timeout :0..
management.listener.ssl true|false
management.listener.ssl_opts none
management.listener.ssl_opts.cacertfile
management.listener.ssl_opts.cert
management.listener.ssl_opts.certfile
management.listener.ssl_opts.client_renegotiation true|false
management.listener.ssl_opts.crl_check true|false|peer|best_effort
management.listener.ssl_opts.depth :0..255
management.listener.ssl_opts.dh
management.listener.ssl_opts.dhfile
management.listener.ssl_opts.fail_if_no_peer_cert true|false
management.listener.ssl_opts.honor_cipher_order true|false
management.listener.ssl_opts.honor_ecc_order true|false
management.listener.ssl_opts.key.DSAPrivateKey
management.listener.ssl_opts.key.PrivateKeyInfo
management.listener.ssl_opts.key.RSAPrivateKey
management.listener.ssl_opts.keyfile
management.listener.ssl_opts.log_alert true|false
management.listener.ssl_opts.password
management.listener.ssl_opts.psk_identity
management.listener.ssl_opts.reuse_sessions true|false
management.listener.ssl_opts.secure_renegotiate true|false
management.listener.ssl_opts.verify verify_peer|verify_none
management.listener.ssl_opts.versions.$version
management.load_definitions
management.login_session_timeout :0..
management.oauth_client_id
management.oauth_client_secret
management.oauth_disable_basic_auth true|false
management.oauth_enabled true|false
management.oauth_initiated_logon_type sp_initiated|idp_initiated
management.oauth_metadata_url
management.oauth_provider_url
management.oauth_resource_servers.$name.disabled true|false
management.oauth_resource_servers.$name.id
management.oauth_resource_servers.$name.label
management.oauth_resource_servers.$name.oauth_client_id
management.oauth_resource_servers.$name.oauth_client_secret
management.oauth_resource_servers.$name.oauth_initiated_logon_type sp_initiated|idp_initiated
management.oauth_resource_servers.$name.oauth_metadata_url
management.oauth_resource_servers.$name.oauth_provider_url
management.oauth_resource_servers.$name.oauth_response_type
management.oauth_resource_servers.$name.oauth_scopes
management.oauth_response_type
management.oauth_scopes
management.path_prefix
management.rates_mode basic|detailed|none
management.restrictions.operator_policy_changes.disabled true|false
management.restrictions.quorum_queue_replica_operations.disabled true|false
management.sample_retention_policies.$section.$interval :integer
management.ssl.backlog :integer
management.ssl.cacertfile
management.ssl.certfile
management.ssl.ciphers.$cipher
management.ssl.client_renegotiation true|false
management.ssl.compress true|false
management.ssl.depth :0..255
management.ssl.fail_if_no_peer_cert true|false
management.ssl.honor_cipher_order true|false
management.ssl.honor_ecc_order true|false
management.ssl.idle_timeout :0..
management.ssl.inactivity_timeout :0..
management.ssl.ip
management.ssl.keyfile
management.ssl.max_keepalive :0..
management.ssl.password
management.ssl.port :integer
management.ssl.request_timeout :0..
management.ssl.reuse_sessions true|false
management.ssl.secure_renegotiate true|false
management.ssl.shutdown_timeout :0..
management.ssl.verify verify_peer|verify_none
management.ssl.versions.$version
management.tcp.compress true|false
management.tcp.idle_timeout :0..
management.tcp.inactivity_timeout :0..
management.tcp.ip
management.tcp.max_keepalive :0..
management.tcp.port :integer
management.tcp.request_timeout :0..
management.tcp.shutdown_timeout :0..
management_agent.disable_metrics_collector true|false
management_agent.filter_aggregated_queue_metrics_pattern
max_message_size :1..536870912
memory_monitor_interval :integer
message_store_shutdown_timeout :1..
metadata_store.khepri.default_timeout :integer
mirroring_sync_batch_size :bytesize
mirroring_sync_max_throughput
mnesia_table_loading_retry_limit :integer
mnesia_table_loading_retry_timeout :integer
motd_file
mqtt.allow_anonymous true|false
mqtt.durable_queue_type classic|quorum
mqtt.exchange
mqtt.listeners.ssl none
mqtt.listeners.ssl.$name :integer|:ip
mqtt.listeners.tcp none
mqtt.listeners.tcp.$name :integer|:ip
mqtt.login_timeout :0..
mqtt.mailbox_soft_limit :0..
mqtt.max_packet_size_authenticated :1..
mqtt.max_packet_size_unauthenticated :1..
mqtt.max_session_expiry_interval_seconds :integer|infinity
mqtt.num_acceptors.ssl :integer
mqtt.num_acceptors.tcp :integer
mqtt.prefetch :integer
mqtt.proxy_protocol true|false
mqtt.retained_message_store
mqtt.retained_message_store_dets_sync_interval :integer
mqtt.sparkplug true|false
mqtt.ssl_cert_login true|false
mqtt.subscription_ttl :integer|undefined|infinity
mqtt.tcp_listen_options none
mqtt.tcp_listen_options.backlog :integer
mqtt.tcp_listen_options.buffer :integer
mqtt.tcp_listen_options.delay_send true|false
mqtt.tcp_listen_options.dontroute true|false
mqtt.tcp_listen_options.exit_on_close true|false
mqtt.tcp_listen_options.fd :integer
mqtt.tcp_listen_options.high_msgq_watermark :integer
mqtt.tcp_listen_options.high_watermark :integer
mqtt.tcp_listen_options.keepalive true|false
mqtt.tcp_listen_options.linger.on true|false
mqtt.tcp_listen_options.linger.timeout :0..
mqtt.tcp_listen_options.low_msgq_watermark :integer
mqtt.tcp_listen_options.low_watermark :integer
mqtt.tcp_listen_options.nodelay true|false
mqtt.tcp_listen_options.port :1..65534
mqtt.tcp_listen_options.priority :integer
mqtt.tcp_listen_options.recbuf :integer
mqtt.tcp_listen_options.send_timeout :integer
mqtt.tcp_listen_options.send_timeout_close true|false
mqtt.tcp_listen_options.sndbuf :integer
mqtt.tcp_listen_options.tos :integer
mqtt.topic_alias_maximum :0..
mqtt.vhost
net_ticktime :1..
num_acceptors.ssl :integer
num_acceptors.tcp :integer
password_hashing_module
product.name
product.version
prometheus.authentication.enabled true|false
prometheus.filter_aggregated_queue_metrics_pattern
prometheus.path
prometheus.return_per_object_metrics true|false
prometheus.ssl.backlog :integer
prometheus.ssl.cacertfile
prometheus.ssl.certfile
prometheus.ssl.ciphers.$cipher
prometheus.ssl.client_renegotiation true|false
prometheus.ssl.compress true|false
prometheus.ssl.depth :0..255
prometheus.ssl.fail_if_no_peer_cert true|false
prometheus.ssl.honor_cipher_order true|false
prometheus.ssl.honor_ecc_order true|false
prometheus.ssl.idle_timeout :0..
prometheus.ssl.inactivity_timeout :0..
prometheus.ssl.ip
prometheus.ssl.keyfile
prometheus.ssl.max_keepalive :0..
prometheus.ssl.password
prometheus.ssl.port :integer
prometheus.ssl.request_timeout :0..
prometheus.ssl.reuse_sessions true|false
prometheus.ssl.secure_renegotiate true|false
prometheus.ssl.shutdown_timeout :0..
prometheus.ssl.verify verify_peer|verify_none
prometheus.ssl.versions.$version
prometheus.tcp.compress true|false
prometheus.tcp.idle_timeout :0..
prometheus.tcp.inactivity_timeout :0..
prometheus.tcp.ip
prometheus.tcp.listener none|:ip
prometheus.tcp.max_keepalive :0..
prometheus.tcp.port :integer
prometheus.tcp.request_timeout :0..
prometheus.tcp.shutdown_timeout :0..
proxy_protocol true|false
queue_index_embed_msgs_below :bytesize
queue_leader_locator
queue_master_locator
quorum_queue.compute_checksums true|false
quorum_queue.continuous_membership_reconciliation.auto_remove true|false
quorum_queue.continuous_membership_reconciliation.enabled true|false
quorum_queue.continuous_membership_reconciliation.interval :0..
quorum_queue.continuous_membership_reconciliation.target_group_size :0..
quorum_queue.continuous_membership_reconciliation.trigger_interval :0..
quorum_queue.property_equivalence.relaxed_checks_on_redeclaration true|false
raft.adaptive_failure_detector.poll_interval :1..
raft.data_dir
raft.segment_max_entries :1..65535
raft.snapshot_chunk_size :1..
raft.wal_hibernate_after :1..
raft.wal_max_batch_size :1..
raft.wal_max_entries :1..
raft.wal_max_size_bytes :1..
ranch_connection_max :integer|infinity
reverse_dns_lookups true|false
runtime_parameters.limits.$category :0..
socket_writer.gc_threshold :integer|off
ssl_allow_poodle_attack true|false
ssl_cert_login_from distinguished_name|common_name|subject_alternative_name|subject_alt_name
ssl_cert_login_san_index :0..
ssl_cert_login_san_type dns|ip|email|uri|other_name
ssl_handshake_timeout :integer
ssl_options none
ssl_options.bypass_pem_cache true|false
ssl_options.cacertfile
ssl_options.cert
ssl_options.certfile
ssl_options.ciphers.$cipher
ssl_options.client_renegotiation true|false
ssl_options.crl_check true|false|peer|best_effort
ssl_options.depth :0..255
ssl_options.dh
ssl_options.dhfile
ssl_options.fail_if_no_peer_cert true|false
ssl_options.honor_cipher_order true|false
ssl_options.honor_ecc_order true|false
ssl_options.key.DSAPrivateKey
ssl_options.key.PrivateKeyInfo
ssl_options.key.RSAPrivateKey
ssl_options.keyfile
ssl_options.log_alert true|false
ssl_options.log_level emergency|alert|critical|error|warning|notice|info|debug
ssl_options.password
ssl_options.psk_identity
ssl_options.reuse_sessions true|false
ssl_options.secure_renegotiate true|false
ssl_options.verify verify_peer|verify_none
ssl_options.versions.$version
stomp.default_nack_requeue true|false
stomp.default_pass
stomp.default_topic_exchange
stomp.default_user
stomp.default_vhost
stomp.hide_server_info true|false
stomp.implicit_connect true|false
stomp.listeners.ssl none
stomp.listeners.ssl.$name :integer|:ip
stomp.listeners.tcp none
stomp.listeners.tcp.$name :integer|:ip
stomp.login_timeout :0..
stomp.max_frame_size :0..
stomp.num_acceptors.ssl :integer
stomp.num_acceptors.tcp :integer
stomp.proxy_protocol true|false
stomp.ssl_cert_login true|false
stomp.tcp_listen_options none
stomp.tcp_listen_options.backlog :integer
stomp.tcp_listen_options.buffer :integer
stomp.tcp_listen_options.delay_send true|false
stomp.tcp_listen_options.dontroute true|false
stomp.tcp_listen_options.exit_on_close true|false
stomp.tcp_listen_options.fd :integer
stomp.tcp_listen_options.high_msgq_watermark :integer
stomp.tcp_listen_options.high_watermark :integer
stomp.tcp_listen_options.keepalive true|false
stomp.tcp_listen_options.linger.on true|false
stomp.tcp_listen_options.linger.timeout :0..
stomp.tcp_listen_options.low_msgq_watermark :integer
stomp.tcp_listen_options.low_watermark :integer
stomp.tcp_listen_options.nodelay true|false
stomp.tcp_listen_options.port :1..65534
stomp.tcp_listen_options.priority :integer
stomp.tcp_listen_options.recbuf :integer
stomp.tcp_listen_options.send_timeout :integer
stomp.tcp_listen_options.send_timeout_close true|false
stomp.tcp_listen_options.sndbuf :integer
stomp.tcp_listen_options.tos :integer
stream.advertised_host
stream.advertised_port :integer
stream.advertised_tls_host
stream.advertised_tls_port :integer
stream.credits_required_for_unblocking :integer
stream.frame_max :integer
stream.heartbeat :integer
stream.initial_credits :integer
stream.listeners.ssl none
stream.listeners.ssl.$name :integer|:ip
stream.listeners.tcp none
stream.listeners.tcp.$name :integer|:ip
stream.num_acceptors.ssl :integer
stream.num_acceptors.tcp :integer
stream.ssl_cert_login true|false
stream.tcp_listen_options none
stream.tcp_listen_options.backlog :integer
stream.tcp_listen_options.buffer :integer
stream.tcp_listen_options.delay_send true|false
stream.tcp_listen_options.dontroute true|false
stream.tcp_listen_options.exit_on_close true|false
stream.tcp_listen_options.fd :integer
stream.tcp_listen_options.high_msgq_watermark :integer
stream.tcp_listen_options.high_watermark :integer
stream.tcp_listen_options.keepalive true|false
stream.tcp_listen_options.linger.on true|false
stream.tcp_listen_options.linger.timeout :0..
stream.tcp_listen_options.low_msgq_watermark :integer
stream.tcp_listen_options.low_watermark :integer
stream.tcp_listen_options.nodelay true|false
stream.tcp_listen_options.port :1..65534
stream.tcp_listen_options.priority :integer
stream.tcp_listen_options.recbuf :integer
stream.tcp_listen_options.send_timeout :integer
stream.tcp_listen_options.send_timeout_close true|false
stream.tcp_listen_options.sndbuf :integer
stream.tcp_listen_options.tos :integer
sysmon_handler.thresholds.busy_ports :integer
sysmon_handler.thresholds.busy_processes :integer
sysmon_handler.triggers.distribution_port on|off
sysmon_handler.triggers.port on|off
sysmon_handler.triggers.process.garbage_collection off|:duration
sysmon_handler.triggers.process.heap_size off|:bytesize
sysmon_handler.triggers.process.long_scheduled_execution off|:duration
tcp_listen_options none
tcp_listen_options.backlog :integer
tcp_listen_options.buffer :integer
tcp_listen_options.delay_send true|false
tcp_listen_options.dontroute true|false
tcp_listen_options.exit_on_close true|false
tcp_listen_options.fd :integer
tcp_listen_options.high_msgq_watermark :integer
tcp_listen_options.high_watermark :integer
tcp_listen_options.keepalive true|false
tcp_listen_options.linger.on true|false
tcp_listen_options.linger.timeout :0..
tcp_listen_options.low_msgq_watermark :integer
tcp_listen_options.low_watermark :integer
tcp_listen_options.nodelay true|false
tcp_listen_options.port :1..65534
tcp_listen_options.priority :integer
tcp_listen_options.recbuf :integer
tcp_listen_options.send_timeout :integer
tcp_listen_options.send_timeout_close true|false
tcp_listen_options.sndbuf :integer
tcp_listen_options.tos :integer
total_memory_available_override_value
trust_store.directory
trust_store.providers.$name
trust_store.refresh_interval :integer
trust_store.ssl_options none
trust_store.ssl_options.cacertfile
trust_store.ssl_options.cert
trust_store.ssl_options.certfile
trust_store.ssl_options.client_renegotiation true|false
trust_store.ssl_options.crl_check true|false|peer|best_effort
trust_store.ssl_options.depth :0..255
trust_store.ssl_options.dh
trust_store.ssl_options.dhfile
trust_store.ssl_options.fail_if_no_peer_cert true|false
trust_store.ssl_options.honor_cipher_order true|false
trust_store.ssl_options.key.DSAPrivateKey
trust_store.ssl_options.key.PrivateKeyInfo
trust_store.ssl_options.key.RSAPrivateKey
trust_store.ssl_options.keyfile
trust_store.ssl_options.log_alert true|false
trust_store.ssl_options.password
trust_store.ssl_options.psk_identity
trust_store.ssl_options.reuse_sessions true|false
trust_store.ssl_options.secure_renegotiate true|false
trust_store.ssl_options.verify verify_peer|verify_none
trust_store.ssl_options.versions.$version
trust_store.url
vhost_max :0..|infinity
vhost_restart_strategy stop_node|continue|transient|persistent
vm_memory_calculation_strategy rss|erlang|allocated|legacy
vm_memory_high_watermark.absolute :integer|:size
vm_memory_high_watermark.relative :float
vm_memory_high_watermark_paging_ratio :float
web_mqtt.cowboy_opts.idle_timeout :integer
web_mqtt.cowboy_opts.max_empty_lines :integer
web_mqtt.cowboy_opts.max_header_name_length :integer
web_mqtt.cowboy_opts.max_header_value_length :integer
web_mqtt.cowboy_opts.max_headers :integer
web_mqtt.cowboy_opts.max_keepalive :integer
web_mqtt.cowboy_opts.max_request_line_length :integer
web_mqtt.cowboy_opts.timeout :integer
web_mqtt.max_connections :integer|infinity
web_mqtt.num_acceptors.ssl :integer
web_mqtt.num_acceptors.tcp :integer
web_mqtt.proxy_protocol true|false
web_mqtt.ssl.backlog :integer
web_mqtt.ssl.cacertfile
web_mqtt.ssl.certfile
web_mqtt.ssl.ciphers.$cipher
web_mqtt.ssl.client_renegotiation true|false
web_mqtt.ssl.crl_check true|false|peer|best_effort
web_mqtt.ssl.depth :0..255
web_mqtt.ssl.honor_cipher_order true|false
web_mqtt.ssl.honor_ecc_order true|false
web_mqtt.ssl.ip
web_mqtt.ssl.keyfile
web_mqtt.ssl.listener none|:ip
web_mqtt.ssl.password
web_mqtt.ssl.port :integer
web_mqtt.ssl.reuse_sessions true|false
web_mqtt.ssl.secure_renegotiate true|false
web_mqtt.ssl.versions.$version
web_mqtt.tcp.backlog :integer
web_mqtt.tcp.ip
web_mqtt.tcp.listener none|:ip
web_mqtt.tcp.port :integer
web_mqtt.use_file_handle_cache true|false
web_mqtt.ws_opts.compress true|false
web_mqtt.ws_opts.idle_timeout :0..
web_mqtt.ws_opts.max_frame_size :0..
web_mqtt.ws_path
web_stomp.cowboy_opts.idle_timeout :integer
web_stomp.cowboy_opts.max_empty_lines :integer
web_stomp.cowboy_opts.max_header_name_length :integer
web_stomp.cowboy_opts.max_header_value_length :integer
web_stomp.cowboy_opts.max_headers :integer
web_stomp.cowboy_opts.max_keepalive :integer
web_stomp.cowboy_opts.max_request_line_length :integer
web_stomp.cowboy_opts.timeout :0..
web_stomp.max_connections :integer|infinity
web_stomp.num_acceptors.ssl :integer
web_stomp.num_acceptors.tcp :integer
web_stomp.port :integer
web_stomp.proxy_protocol true|false
web_stomp.ssl.backlog :integer
web_stomp.ssl.cacertfile
web_stomp.ssl.certfile
web_stomp.ssl.ciphers.$cipher
web_stomp.ssl.client_renegotiation true|false
web_stomp.ssl.crl_check true|false|peer|best_effort
web_stomp.ssl.depth :0..255
web_stomp.ssl.honor_cipher_order true|false
web_stomp.ssl.honor_ecc_order true|false
web_stomp.ssl.ip
web_stomp.ssl.keyfile
web_stomp.ssl.listener none|:ip
web_stomp.ssl.password
web_stomp.ssl.port :integer
web_stomp.ssl.reuse_sessions true|false
web_stomp.ssl.secure_renegotiate true|false
web_stomp.ssl.versions.$version
web_stomp.tcp.backlog :integer
web_stomp.tcp.ip
web_stomp.tcp.listener none|:ip
web_stomp.tcp.port :integer
web_stomp.use_file_handle_cache true|false
web_stomp.use_http_auth true|false
web_stomp.ws_frame binary|text
web_stomp.ws_opts.compress true|false
web_stomp.ws_opts.idle_timeout :0..
web_stomp.ws_opts.max_frame_size :0..
web_stomp.ws_path`,
  },
  {
    since: ['4.2.6'],
    keys: `
amqp10_client.ssl_options none
amqp10_client.ssl_options.cacertfile
amqp10_client.ssl_options.cacerts.$name
amqp10_client.ssl_options.cert
amqp10_client.ssl_options.certfile
amqp10_client.ssl_options.crl_check true|false|peer|best_effort
amqp10_client.ssl_options.depth :0..255
amqp10_client.ssl_options.key.DSAPrivateKey
amqp10_client.ssl_options.key.PrivateKeyInfo
amqp10_client.ssl_options.key.RSAPrivateKey
amqp10_client.ssl_options.keyfile
amqp10_client.ssl_options.log_alert true|false
amqp10_client.ssl_options.password
amqp10_client.ssl_options.psk_identity
amqp10_client.ssl_options.reuse_sessions true|false
amqp10_client.ssl_options.secure_renegotiate true|false
amqp10_client.ssl_options.sni
amqp10_client.ssl_options.verify verify_peer|verify_none
amqp10_client.ssl_options.versions.$version
amqp_client.ssl_options none
amqp_client.ssl_options.cacertfile
amqp_client.ssl_options.cacerts.$name
amqp_client.ssl_options.cert
amqp_client.ssl_options.certfile
amqp_client.ssl_options.crl_check true|false|peer|best_effort
amqp_client.ssl_options.depth :0..255
amqp_client.ssl_options.key.DSAPrivateKey
amqp_client.ssl_options.key.PrivateKeyInfo
amqp_client.ssl_options.key.RSAPrivateKey
amqp_client.ssl_options.keyfile
amqp_client.ssl_options.log_alert true|false
amqp_client.ssl_options.password
amqp_client.ssl_options.psk_identity
amqp_client.ssl_options.reuse_sessions true|false
amqp_client.ssl_options.secure_renegotiate true|false
amqp_client.ssl_options.sni
amqp_client.ssl_options.verify verify_peer|verify_none
amqp_client.ssl_options.versions.$version
stomp.max_frame_size_unauthenticated :1..
web_mqtt.allow_origins none
web_mqtt.allow_origins.$name
web_stomp.allow_origins none
web_stomp.allow_origins.$name`,
  },
  {
    since: ['3.13.4'],
    keys: `
auth_http.ssl_options none
auth_http.ssl_options.cacertfile
auth_http.ssl_options.cert
auth_http.ssl_options.certfile
auth_http.ssl_options.client_renegotiation true|false
auth_http.ssl_options.crl_check true|false|peer|best_effort
auth_http.ssl_options.depth :0..255
auth_http.ssl_options.dh
auth_http.ssl_options.dhfile
auth_http.ssl_options.fail_if_no_peer_cert true|false
auth_http.ssl_options.honor_cipher_order true|false
auth_http.ssl_options.honor_ecc_order true|false
auth_http.ssl_options.hostname_verification wildcard|none
auth_http.ssl_options.key.DSAPrivateKey
auth_http.ssl_options.key.PrivateKeyInfo
auth_http.ssl_options.key.RSAPrivateKey
auth_http.ssl_options.keyfile
auth_http.ssl_options.log_alert true|false
auth_http.ssl_options.password
auth_http.ssl_options.psk_identity
auth_http.ssl_options.reuse_sessions true|false
auth_http.ssl_options.secure_renegotiate true|false
auth_http.ssl_options.sni
auth_http.ssl_options.verify verify_peer|verify_none
auth_http.ssl_options.versions.$version
auth_oauth2.authorization_endpoint :keyserver
auth_oauth2.end_session_endpoint :keyserver
auth_oauth2.oauth_providers.$name.authorization_endpoint :keyserver
auth_oauth2.oauth_providers.$name.end_session_endpoint :keyserver
tracing.dir
tracing.password
tracing.username`,
  },
  {
    since: ['4.3.6'],
    keys: `
channel_interceptor.priorities.$name :integer
channel_tx_message_max :integer|infinity
credentials_obfuscation.cipher
credentials_obfuscation.enabled true|false
credentials_obfuscation.hash
credentials_obfuscation.iterations :1..
listeners.startup_delay :0..
mqtt.retained_message_store.max_messages :0..|infinity
mqtt.retained_message_store.max_size_bytes :0..|infinity
web_mqtt.ssl.cert
web_mqtt.ssl.dh
web_mqtt.ssl.dhfile
web_mqtt.ssl.fail_if_no_peer_cert true|false
web_mqtt.ssl.log_alert true|false
web_mqtt.ssl.psk_identity
web_mqtt.ssl.verify verify_peer|verify_none
web_stomp.ssl.cert
web_stomp.ssl.dh
web_stomp.ssl.dhfile
web_stomp.ssl.fail_if_no_peer_cert true|false
web_stomp.ssl.log_alert true|false
web_stomp.ssl.psk_identity
web_stomp.ssl.verify verify_peer|verify_none`,
  },
  {
    since: ['4.1.0'],
    keys: `
auth_oauth2.discovery_endpoint_params.$param
auth_oauth2.discovery_endpoint_path
auth_oauth2.jwks_uri :keyserver
auth_oauth2.oauth_providers.$name.discovery_endpoint_params.$param
auth_oauth2.oauth_providers.$name.discovery_endpoint_path
auth_oauth2.resource_servers.$name.scope_aliases.$alias
auth_oauth2.resource_servers.$name.scope_aliases.$index.alias
auth_oauth2.resource_servers.$name.scope_aliases.$index.scope
auth_oauth2.scope_aliases.$alias
auth_oauth2.scope_aliases.$index.alias
auth_oauth2.scope_aliases.$index.scope
cluster_formation.k8s.ordinal_start :integer
cluster_formation.k8s.seed_node
event_exchange.protocol amqp_0_9_1|amqp_1_0
management.oauth_authorization_endpoint_params.$name
management.oauth_resource_servers.$name.oauth_authorization_endpoint_params.$name
management.oauth_resource_servers.$name.oauth_token_endpoint_params.$name
management.oauth_token_endpoint_params.$name
quorum_queue.commands_soft_limit :1..
quorum_queue.initial_cluster_size :1..`,
  },
  {
    since: ['4.3.0'],
    keys: `
auth_http.authorization_failure_disclosure true|false
consumer_disconnected_timeout :1..
http_dispatch.access_log_dir
metadata_store.khepri.snapshot_interval :1..
quorum_queue.compress_mem_tables true|false
quorum_queue.max_append_entries_rpc_batch_size :1..
quorum_queue.segment_compute_checksums true|false
quorum_queue.segment_max_entries :1..65535
quorum_queue.segment_max_size_bytes :1..
quorum_queue.snapshot_chunk_size :1..
quorum_queue.wal_compute_checksums true|false
quorum_queue.wal_max_batch_size :1..
quorum_queue.wal_max_entries :1..
quorum_queue.wal_max_size_bytes :1..
stream.read_ahead_limit :integer|:size`,
  },
  {
    since: ['4.0.0'],
    keys: `
anonymous_login_pass
anonymous_login_user
auth_oauth2.oauth_providers.$name.algorithms.$algorithm
auth_oauth2.oauth_providers.$name.default_key
auth_oauth2.oauth_providers.$name.signing_keys.$id
auth_oauth2.resource_servers.$name.preferred_username_claims.$preferred_username_claims
link_max_per_session :1..4294967295
mqtt.ssl_cert_client_id_from distinguished_name|subject_alternative_name
mqtt.ssl_cert_login_san_index :0..
mqtt.ssl_cert_login_san_type dns|ip|email|uri|other_name
session_max_per_connection :1..65535
shovel.topology.predeclared`,
  },
  {
    since: ['4.2.7', '4.3.1'],
    keys: `
auth_http.ssl_options.ciphers.$cipher
auth_ldap.ssl_options.ciphers.$cipher
management.ssl.max_connections :0..|infinity
management.tcp.max_connections :0..|infinity
max_channels_per_connection :integer
max_connections :integer|infinity
mqtt.max_connections :0..|infinity
prometheus.ssl.max_connections :0..|infinity
prometheus.tcp.max_connections :0..|infinity
stream.max_connections :0..|infinity
trust_store.ssl_options.ciphers.$cipher`,
  },
  {
    since: ['4.2.0'],
    keys: `
log.error_logger_format_depth :integer|unlimited
log.summarize_process_state true|false
message_interceptors.$stage.$name.$key true|false
mqtt.message_interceptors.$stage.$name.$key true|false
queue_types.classic.enabled true|false
queue_types.quorum.enabled true|false
queue_types.stream.enabled true|false
shovel.local.max_credit :integer
shovel.operating_mode
stream.read_ahead`,
  },
  {
    since: ['4.3.5'],
    keys: `
log.user.file
log.user.level debug|info|notice|warning|error|critical|alert|emergency|none
log.user.rotation.compress true|false
log.user.rotation.count :integer
log.user.rotation.date
log.user.rotation.size :integer
management.credential_encryption_secret
shovel.delete_after_duration_floor :integer
stream.initial_frame_max :integer
stream.max_uncompressed_sub_entry_batch_size :0..`,
  },
  {
    since: ['3.13.0'],
    gone: ['4.0.0'],
    keys: `
amqp1_0.convert_amqp091_headers_to_app_props true|false
amqp1_0.convert_app_props_to_amqp091_headers true|false
amqp1_0.default_user
amqp1_0.default_vhost
amqp1_0.protocol_strict_mode true|false
cluster_formation.randomized_startup_delay_range.max
cluster_formation.randomized_startup_delay_range.min
mqtt.default_pass
mqtt.default_user`,
  },
  {
    since: ['3.13.0'],
    gone: ['4.2.0'],
    keys: `
auth_ldap.ssl_options.cacerts.$name
cluster_formation.consul.ssl_options.cacerts.$name
cluster_formation.etcd.ssl_options.cacerts.$name
definitions.tls.cacerts.$name
log.syslog.ssl_options.cacerts.$name
management.listener.ssl_opts.cacerts.$name
message_interceptors.incoming.$interceptor.overwrite true|false
ssl_options.cacerts.$name
trust_store.ssl_options.cacerts.$name`,
  },
  {
    since: ['4.2.3'],
    keys: `
federation.exchanges.shutdown.link_batch_size :1..
federation.exchanges.shutdown.throttle_delay :0..
federation.exchanges.shutdown.timeout :1..
federation.queues.shutdown.link_batch_size :1..
federation.queues.shutdown.throttle_delay :0..
federation.queues.shutdown.timeout :1..
ssl_options.crl_sources.$index http|dir
ssl_options.crl_sources.$index.path
ssl_options.crl_sources.$index.timeout :integer`,
  },
  {
    since: ['4.2.9', '4.3.3'],
    keys: `
auth_oauth2.require_exp true|false
auth_oauth2.resource_servers.$name.require_exp true|false
auth_oauth2.resource_servers.$name.verify_aud true|false
management.headers.referrer_policy
stream.max_super_stream_partitions :0..|infinity
web_mqtt.hsts.policy
web_stomp.hsts.policy`,
  },
  {
    since: ['3.13.2'],
    keys: `
auth_oauth2.https.verify verify_peer|verify_none
cluster_formation.k8s.tls.cacertfile
cluster_formation.k8s.tls.certfile
cluster_formation.k8s.tls.fail_if_no_peer_cert true|false
cluster_formation.k8s.tls.keyfile
cluster_formation.k8s.tls.verify verify_peer|verify_none`,
  },
  {
    since: ['4.0.8'],
    keys: `
http_dispatch.auth_backends.$num
http_dispatch.auth_backends.$num.authn
http_dispatch.auth_backends.$num.authz
management.delegate_count :0..`,
  },
  {
    since: ['4.2.1'],
    keys: `
auth_ldap.queries.resource_access
auth_ldap.queries.tags
auth_ldap.queries.topic_access
auth_ldap.queries.vhost_access`,
  },
  {
    since: ['3.13.0'],
    gone: ['4.1.0'],
    keys: `
cluster_formation.etcd.ssl_options.dh
cluster_formation.etcd.ssl_options.dhfile
cluster_formation.etcd.ssl_options.fail_if_no_peer_cert true|false`,
  },
  {
    since: ['4.1.8'],
    keys: `
federation.shutdown.link_batch_size :1..
federation.shutdown.throttle_delay :0..
federation.shutdown.timeout :1..`,
  },
  {
    since: ['4.1.8', '4.2.3'],
    keys: `
federation.exchanges.connection_close_timeout :0..
federation.queues.connection_close_timeout :0..
mqtt.disconnect_on_unauthorized true|false`,
  },
  {
    since: ['4.2.4'],
    keys: `
cluster_formation.aws.ec2_instance_states.$state
cluster_formation.aws.hostname_path.$number
trust_store.https_request_timeout :0..`,
  },
  {
    since: ['4.2.5'],
    keys: `
raft.adaptive_failure_detector.detection_threshold :float
raft.adaptive_failure_detector.heartbeat_interval :1..
raft.adaptive_failure_detector.scaling_factor :float`,
  },
  {
    since: ['3.13.3'],
    keys: `
cluster_queue_limit :integer|infinity
default_queue_type`,
  },
  {
    since: ['3.13.6'],
    keys: `
stream.replication.port_range.max :1..
stream.replication.port_range.min :1..`,
  },
  {
    since: ['4.0.4'],
    keys: `
cluster_tags.$tag
node_tags.$tag`,
  },
  {
    since: ['4.1.4'],
    keys: `
cluster_exchange_limit :0..|infinity
exchange_types.local_random.enabled true|false`,
  },
  {
    since: ['4.2.2'],
    keys: `
default_policies.operator.$id.apply_to
stream.data_dir`,
  },
  {
    since: ['4.3.3'],
    keys: `
management.definitions.require_json_extension true|false
management.http.hide_allow_header true|false`,
  },
  {
    since: ['3.13.1'],
    keys: `
consumer_max_per_channel :integer|infinity`,
  },
  {
    since: ['3.13.4'],
    gone: ['4.2.0'],
    keys: `
auth_http.ssl_options.cacerts.$name`,
  },
  {
    since: ['3.13.5'],
    keys: `
cluster_formation.consul.svc_id`,
  },
  {
    since: ['4.0.6'],
    keys: `
cluster_formation.registration.enabled true|false`,
  },
  {
    since: ['4.0.9'],
    keys: `
management.require_auth_for_api_reference true|false`,
  },
  {
    since: ['4.1.2'],
    keys: `
prevent_startup_if_node_was_reset true|false`,
  },
  {
    since: ['4.1.7', '4.2.2'],
    keys: `
stream.replication.address_family inet6|inet|ipv6|ipv4`,
  },
];
