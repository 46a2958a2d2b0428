/**
 * Carousel on Apache Spark: sweeps with one task a trial, one network trained on many machines, and
 * predictions for the rows of a data frame. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.spark;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
