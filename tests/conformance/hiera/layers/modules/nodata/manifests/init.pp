class nodata { }
