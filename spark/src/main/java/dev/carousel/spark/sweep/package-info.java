/**
 * Sweeps on a Spark cluster: one task a trial. A task gets what its trial needs, trains in a folder
 * of its machine, and sends this folder back; so the machines need no common disk. As a trial is a
 * function of its settings, seed and data, a task that Spark repeats gives the same bytes. Nothing
 * is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.spark.sweep;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
