/**
 * Time series of the UEA and UCR archives: {@link dev.carousel.data.source.ts.TsSource}. Nothing is
 * null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.source.ts;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
