/** What predictions on Spark are made of: not part of the API. */
@API(status = Status.INTERNAL)
@NullMarked
package dev.carousel.spark.internal;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
