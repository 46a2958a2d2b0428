/**
 * Metrics: how good predictions are. {@link NumberMetrics} and {@link QuantileMetrics} of numbers,
 * {@link ClassMetrics} and {@link RocAuc} of classes. Definitions are those of scikit-learn where
 * it has them. Each is fed prediction by prediction; missing truths are left out. Mutable; used by
 * one thread. Nothing is null.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.metrics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
