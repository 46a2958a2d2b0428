/**
 * One network on many machines, by rounds: each is a job of Spark, and what moves between machines
 * moves as its broadcasts and results. {@link dev.carousel.spark.rounds.SparkParts} computes the
 * chunks of each update on the cluster, with the bits of one machine. {@link
 * dev.carousel.spark.rounds.Rounds} lets each task train on a part of the data for many updates,
 * and then brings the networks together. Either is a function of the settings, the seed and the
 * data: how many machines there are, and which of them fail, changes no bit. Nothing is null unless
 * marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.spark.rounds;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
