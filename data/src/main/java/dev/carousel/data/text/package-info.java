/**
 * Texts as sequences of symbols: files and folders, their vocabulary, and their split into chunks.
 * Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.text;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
