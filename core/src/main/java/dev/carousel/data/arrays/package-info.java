/**
 * Data that a program gives as arrays: {@link dev.carousel.data.arrays.Sequences} makes a dataset
 * of them. Nothing is null.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.arrays;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
