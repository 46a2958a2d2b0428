/**
 * Published results as experiments whose settings and criteria were fixed before they were run, and
 * the verdict on what came out. The experiments are data: {@code catalogue.json}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.experiments.published;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
