@NullMarked
package dev.carousel.interop.internal.zip;

import org.jspecify.annotations.NullMarked;
