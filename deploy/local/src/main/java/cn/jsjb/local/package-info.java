/**
 * The backing ladder: a real Kafka and a real PostgreSQL for running, tests, simulation and benchmarks alike.
 * Start reading at {@link cn.jsjb.local.Backing}.
 */
package cn.jsjb.local;
